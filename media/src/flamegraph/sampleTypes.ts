/** What a sample type is called and what it means, in one line. Names of pprof stay visible to those who know them. */
export interface SampleTypeText {
  readonly name: string;
  /** Undefined for types that only their producer can explain. */
  readonly meaning?: string;
}

export function sampleTypeText(type: string, language: string): SampleTypeText {
  const texts = language.toLowerCase().startsWith('zh') ? ZH_CN : EN;
  return texts[type] ?? { name: type };
}

const EN: Readonly<Record<string, SampleTypeText>> = {
  cpu: {
    name: 'CPU time',
    meaning: 'CPU time: time on a processor. Waiting for the network, locks or disks is not in it.',
  },
  samples: {
    name: 'Samples',
    meaning: 'Samples: how often the profiler looked, as a rule 100 times per second of CPU time.',
  },
  wall: {
    name: 'Wall time',
    meaning: 'Wall time: running and waiting alike, as a clock on the wall would measure it.',
  },
  time: { name: 'Time' },
  inuse_space: {
    name: 'In-use space',
    meaning: 'In-use space: live heap at the last garbage collection before the capture. Start here for a leak.',
  },
  inuse_objects: {
    name: 'In-use objects',
    meaning: 'In-use objects: how many objects were live at the last garbage collection before the capture.',
  },
  alloc_space: {
    name: 'Allocated space',
    meaning:
      'Allocated space: everything allocated since the start, freed or not. It drives garbage collection, not memory use.',
  },
  alloc_objects: {
    name: 'Allocated objects',
    meaning: 'Allocated objects: how many objects were allocated since the start, freed or not.',
  },
  goroutine: {
    name: 'Goroutines',
    meaning: 'Goroutines: those that existed at the moment of capture, by where they stood.',
  },
  goroutines: {
    name: 'Goroutines',
    meaning: 'Goroutines: those that existed at the moment of capture, by where they stood.',
  },
  threadcreate: {
    name: 'Threads',
    meaning: 'Threads: operating system threads created so far, by what made the runtime create them.',
  },
  contentions: { name: 'Contentions', meaning: 'Contentions: how often goroutines had to wait for each other.' },
  delay: {
    name: 'Delay',
    meaning: 'Delay: how long goroutines waited for locks, channels or wait groups, added up over all of them.',
  },
};

const ZH_CN: Readonly<Record<string, SampleTypeText>> = {
  cpu: { name: 'CPU 时间', meaning: 'CPU 时间：在处理器上运行的时间，不含等待网络、锁或磁盘的时间。' },
  samples: { name: '样本数', meaning: '样本数：性能分析器观察到的次数，通常每秒 CPU 时间采样 100 次。' },
  wall: { name: '墙钟时间', meaning: '墙钟时间：运行与等待都计入，即实际流逝的时间。' },
  time: { name: '时间' },
  inuse_space: { name: '使用中的内存', meaning: '使用中的内存：采集前最近一次 GC 时仍存活的堆。排查泄漏从这里开始。' },
  inuse_objects: { name: '使用中的对象', meaning: '使用中的对象：采集前最近一次 GC 时仍存活的对象数。' },
  alloc_space: {
    name: '累计分配内存',
    meaning: '累计分配内存：自启动以来的全部分配，无论是否已释放。它决定 GC 的频率，不等于内存占用。',
  },
  alloc_objects: { name: '累计分配对象', meaning: '累计分配对象：自启动以来分配的对象数，无论是否已释放。' },
  goroutine: { name: 'Goroutine', meaning: 'Goroutine：采集时刻存在的全部 goroutine，按所处位置归类。' },
  goroutines: { name: 'Goroutine', meaning: 'Goroutine：采集时刻存在的全部 goroutine，按所处位置归类。' },
  threadcreate: { name: '线程', meaning: '线程：至今创建的操作系统线程，按促使运行时创建它们的调用归类。' },
  contentions: { name: '争用次数', meaning: '争用次数：goroutine 之间不得不相互等待的次数。' },
  delay: {
    name: '等待时间',
    meaning: '等待时间：goroutine 等待锁、channel 或 WaitGroup 的时间，所有 goroutine 合计。',
  },
};
