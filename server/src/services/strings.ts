import { fill, type Locale } from '../engine/catalogue.ts';

/** A text in the languages that Gantry speaks. */
export type Text = readonly [en: string, zh: string];

const STRINGS = {
  reference: ['Reference', '参考'],
  page: ['Read more', '了解更多'],

  // Variables
  value: ['Value: {value}', '值：{value}'],
  argAt: ['build argument, line {line}', '构建参数，第 {line} 行'],
  globalAt: ['build argument, default from line {line}', '构建参数，默认值来自第 {line} 行'],
  envAt: ['set in line {line}', '在第 {line} 行设置'],
  byBase: ['set by the base image', '由基础镜像设置'],
  byBuild: ['set by BuildKit', '由 BuildKit 设置'],
  overridable: ['`--build-arg {name}=…` gives it another value.', '可用 `--build-arg {name}=…` 改成别的值。'],
  noDefault: [
    'It has no default: `--build-arg {name}=…` gives it a value.',
    '没有默认值：由 `--build-arg {name}=…` 给出。',
  ],
  onlyBuild: ['Its value is known only to the build.', '它的值只有构建时才知道。'],
  empty: ['empty', '空'],
  asksFor: [
    'A stage sees it after `ARG {name}`, FROM without.',
    '阶段里写了 `ARG {name}` 才看得到，FROM 里则可直接用。',
  ],
  addsArg: ['adds ARG {name} above', '会在上方加上 ARG {name}'],
  proxy: [
    'RUN sees it without an ARG if the build was given one; it does not stay in the image.',
    '构建时给出后，RUN 无需 ARG 就能看到它；它不会留在镜像里。',
  ],

  // Stages and images
  row: ['{name}: {value}', '{name}：{value}'],
  both: ['{first}, {second}', '{first}，{second}'],
  stage: ['stage', '阶段'],
  stageTitle: ['Stage {index}', '阶段 {index}'],
  startsFrom: ['starts from {base}', '以 {base} 为基础'],
  nothing: [
    'The empty image: no shell, no C library, no users, no certificates, no time zones.',
    '空镜像：没有 shell、C 库、用户、证书和时区数据。',
  ],
  distribution: ['Distribution', '发行版'],
  until: ['security updates until {date}', '安全更新到 {date}'],
  since: ['no security updates since {date}', '自 {date} 起没有安全更新'],
  goSupported: ['supported until Go {line} is out', '支持到 Go {line} 发布为止'],
  goEnded: ['unsupported since {date}', '自 {date} 起不受支持'],
  libc: ['C library', 'C 库'],
  shell: ['Shell', 'shell'],
  compiler: ['C compiler', 'C 编译器'],
  user: ['Default user', '默认用户'],
  certificates: ['Root certificates', '根证书'],
  zones: ['Time zones', '时区数据'],
  yes: ['yes', '有'],
  none: ['none', '无'],
  ofModule: ['the go line of go.mod', '与 go.mod 的 go 行一致'],
  ofFile: ['used in this file', '本文件已使用'],
  builtHere: ['built in line {line}', '在第 {line} 行构建'],

  // Completion
  jsonForm: ['The exec form: the program gets the signals itself.', 'exec 形式：程序自己接收信号。'],
  ignoreNext: ['Silences a rule for the next instruction.', '对下一条指令忽略某条规则。'],
  ignoreStage: ['Silences a rule from here to the end of the stage.', '从这里到阶段结束忽略某条规则。'],
  ignoreFile: ['Silences a rule in the whole file.', '在整个文件里忽略某条规则。'],
  skipAll: ['Skips every build check.', '跳过所有构建检查。'],
  createdAs: ['user {name} of this stage', '本阶段的用户 {name}'],
  baseUser: ['the user of the base image', '基础镜像的用户'],
  anyUser: ['a number needs no entry in /etc/passwd', '用数字时无需 /etc/passwd 里有记录'],
  ofCopies: ['who the container runs as', '容器运行时的用户'],

  // Kubernetes
  required: ['required', '必填'],
  optional: ['optional', '可选'],
  default: ['default', '默认值'],
  defaultIs: ['default {value}', '默认 {value}'],
  typeString: ['text', '文本'],
  typeInteger: ['integer', '整数'],
  typeNumber: ['number', '数字'],
  typeBoolean: ['true or false', '布尔值'],
  typeIntOrString: ['integer or text', '整数或文本'],
  typeQuantity: ['quantity', '数量'],
  typeTime: ['time', '时间'],
  typeBytes: ['Base64', 'Base64'],
  typeAny: ['anything', '任意值'],
  typeObject: ['object', '对象'],
  typeList: ['list of {item}', '{item} 列表'],
  typeMap: ['keys with {value}', '键值对（{value}）'],
  oneOf: ['One of {values}.', '可选值：{values}。'],
  ofDefinition: [
    'defined by a CustomResourceDefinition of this repository.',
    '由本仓库的 CustomResourceDefinition 定义。',
  ],
  ofRelease: ['read by the API of Kubernetes {release}.', '按 Kubernetes {release} 的 API 解读。'],
  declaredAt: ['{name} is declared in line {line}.', '{name} 在第 {line} 行声明。'],
  portAt: ['{name} is port {port}, declared in line {line}.', '{name} 即端口 {port}，在第 {line} 行声明。'],
  seconds: ['{count} s', '{count} 秒'],
  minutes: ['{count} min', '{count} 分钟'],
  minutesAndSeconds: ['{minutes} min {seconds} s', '{minutes} 分 {seconds} 秒'],
  killedAfter: [
    'The container is killed and restarted about {time} after it stops answering:',
    '停止响应约 {time}后，容器会被杀掉并重启：',
  ],
  unreadyAfter: [
    'The pod gets no more traffic about {time} after it stops answering:',
    '停止响应约 {time}后，Pod 不再收到流量：',
  ],
  startsWithin: [
    'The container has about {time} to start, then it is killed and restarted:',
    '容器有约 {time}的时间启动，超时会被杀掉并重启：',
  ],
  probeSum: [
    '{failures} failures in a row, one try every {period}, each given {timeout}.',
    '每 {period}探测一次，每次限时 {timeout}，连续失败 {failures} 次。',
  ],
  firstTry: ['The first try is {time} after the start.', '启动 {time}后开始第一次探测。'],
  afterStartup: ['The first try is after the startup probe has succeeded.', '启动探针成功后才开始探测。'],
  cores: ['{cores} CPU cores.', '{cores} 个 CPU 核。'],
  bytesAre: ['{binary} = {count} bytes ({decimal}).', '{binary} = {count} 字节（{decimal}）。'],
  bytesOnly: ['{count} bytes.', '{count} 字节。'],
  addsVersion: ['adds apiVersion: {apiVersion} above', '会在上方加上 apiVersion: {apiVersion}'],

  onlyNames: [
    'Only names of ports, volumes, ConfigMaps, Secrets and ServiceAccounts can be renamed.',
    '只能重命名端口、卷、ConfigMap、Secret 和 ServiceAccount 的名字。',
  ],
  otherResource: [
    'Under another name `{name}` would be another resource beside the one in the cluster.',
    '换了名字就是另一个资源，集群里原来的 `{name}` 仍会存在。',
  ],
  declaredElsewhere: ['`{name}` is declared in another file.', '`{name}` 在别的文件里声明。'],
  programReadsVariable: [
    'Programs read `{name}` by this name, so another one would hide it from them.',
    '程序就是按 `{name}` 这个名字去读的，改名后它们就读不到了。',
  ],
  programReadsKey: [
    'Programs read `{name}` as a file or a variable of this name: change it by hand.',
    '程序按这个名字把 `{name}` 当作文件或变量来读：请手动修改。',
  ],
  programsCallService: [
    'Programs reach `{name}` by this name, which is its DNS name: change it by hand.',
    '`{name}` 就是程序访问它时用的 DNS 名：请手动修改。',
  ],
  claimKeepsData: [
    'The data stays with the claim `{name}`: under another name the pods would begin with an empty volume.',
    '数据留在存储声明 `{name}` 上：换个名字，Pod 得到的就是空卷。',
  ],
  partOfAnother: [
    'This is a part of another manifest, which knows the name, too: change it by hand.',
    '这只是另一份清单的一部分，那边也用到这个名字：请手动修改。',
  ],
  sharedByAlias: [
    'An alias shares a part of the document: change the name by hand.',
    '文档中有别名共享的部分：请手动修改名字。',
  ],
  brokenDocument: [
    'The document has a syntax error, so some uses of the name may not be seen.',
    '文档有语法错误，可能有看不到的引用。',
  ],
  badPort: [
    'A port’s name has at most 15 lowercase letters, digits and single `-`, and at least one letter.',
    '端口名最多 15 个字符，由小写字母、数字和不连续的 `-` 组成，且至少有一个字母。',
  ],
  badLabel: [
    'The name has at most 63 lowercase letters, digits and `-`, and begins and ends with none of the dashes.',
    '名字最多 63 个字符，由小写字母、数字和 `-` 组成，首尾不能是 `-`。',
  ],
  badName: [
    'The name has lowercase letters, digits, `-` and `.`, and begins and ends with a letter or a digit.',
    '名字由小写字母、数字、`-` 和 `.` 组成，首尾须是字母或数字。',
  ],
  takenName: ['Line {line} has a `{name}` already.', '第 {line} 行已经有 `{name}`。'],
  portUsers: ['Whoever uses the port by name', '按名字使用此端口的地方'],
  portUsersMore: [
    'Services, Ingresses, network policies and monitors in other files that say `{name}` have to say `{newName}` from now on.',
    '其他文件里写着 `{name}` 的 Service、Ingress、网络策略和监控今后要写成 `{newName}`。',
  ],
  resourceUsers: ['Whoever uses the resource', '使用此资源的地方'],
  resourceUsersMore: [
    'Other files that refer to `{name}` have to say `{newName}`; in the cluster the old one stays until it is deleted.',
    '其他文件里引用 `{name}` 的地方要改成 `{newName}`；集群里旧的资源要删除后才会消失。',
  ],

  // Renaming
  notHere: ['Only stages and variables of this file can be renamed.', '只能重命名本文件里的阶段和变量。'],
  unnamed: [
    'The stage has no name: write `AS name` behind its image first.',
    '这个阶段没有名字：先在镜像后面写上 `AS 名字`。',
  ],
  stageByVariable: [
    'Line {line} names the stage through a variable: change the name by hand.',
    '第 {line} 行通过变量引用这个阶段：请手动修改名字。',
  ],
  badStage: [
    'A stage’s name begins with a letter and goes on with letters, digits, `_`, `.` and `-`.',
    '阶段名以字母开头，后面是字母、数字、`_`、`.` 和 `-`。',
  ],
  badVariable: [
    'A variable’s name has letters, digits and `_`, and does not begin with a digit.',
    '变量名由字母、数字和 `_` 组成，不以数字开头。',
  ],
  takenStage: ['There is a stage `{name}` already.', '已经有名为 `{name}` 的阶段。'],
  takenImage: [
    'Line {line} means an image by `{name}`, and would get the stage.',
    '第 {line} 行的 `{name}` 指的是镜像，改名后会变成这个阶段。',
  ],
  reservedStage: ['BuildKit keeps the name `{name}` for itself.', 'BuildKit 保留了 `{name}` 这个名字。'],
  takenVariable: ['Line {line} has a `{name}` already.', '第 {line} 行已经有 `{name}`。'],
  knownVariable: [
    'Programs look for `{name}` by this name, so another one would hide it from them.',
    '程序就是按 `{name}` 这个名字去读的，改名后它们就读不到了。',
  ],
  setByScript: [
    'The script in line {line} sets `{name}` itself: change the name by hand.',
    '第 {line} 行的脚本自己设置了 `{name}`：请手动修改名字。',
  ],
  readElsewhere: [
    'Line {line} hands `{name}` on in text that another program reads: change the name by hand.',
    '第 {line} 行把 `{name}` 写在由其他程序读取的文本里：请手动修改名字。',
  ],
  callers: ['Whoever passes the build argument', '传入此构建参数的地方'],
  callersMore: [
    '`--build-arg {name}=…` in scripts, compose and CI files has to say `{newName}` from now on.',
    '脚本、compose 和 CI 文件里的 `--build-arg {name}=…` 今后要写成 `{newName}`。',
  ],
  readers: ['Whoever reads the variable', '读取此变量的程序'],
  readersMore: [
    'Programs in the container find `{newName}` in place of `{name}`.',
    '容器里的程序今后看到的是 `{newName}`，而不是 `{name}`。',
  ],
  targets: ['Whoever builds the stage alone', '单独构建此阶段的地方'],
  targetsMore: [
    '`--target {name}` and compose or bake files that name the stage have to say `{newName}` from now on.',
    '`--target {name}` 以及提到此阶段的 compose 或 bake 文件今后要写成 `{newName}`。',
  ],
} satisfies Readonly<Record<string, Text>>;

export type StringId = keyof typeof STRINGS;

/** A sentence of the services in the reader's language. */
export function say(id: StringId, locale: Locale, args: Readonly<Record<string, string | number>> = {}): string {
  return fill(inLanguage(STRINGS[id], locale), args);
}

export function inLanguage([en, zh]: Text, locale: Locale): string {
  return locale === 'zh-cn' ? zh : en;
}
