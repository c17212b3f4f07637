import type { Locale } from '../engine/catalogue.ts';

type Text = readonly [en: string, zh: string];

/** What each instruction does, in a sentence. */
const INSTRUCTIONS: Readonly<Record<string, Text>> = {
  ADD: [
    'Copies files, unpacks local archives, downloads addresses and Git repositories.',
    '复制文件，解包本地归档，下载网址和 Git 仓库。',
  ],
  ARG: [
    'Declares a build argument; `--build-arg` sets it, the default counts otherwise.',
    '声明构建参数；由 `--build-arg` 设置，否则取默认值。',
  ],
  CMD: [
    'What the container starts, or the arguments of ENTRYPOINT. The last one counts.',
    '容器启动的命令，或 ENTRYPOINT 的参数。以最后一条为准。',
  ],
  COPY: [
    'Copies files from the build context, an earlier stage or another image.',
    '从构建上下文、其他阶段或其他镜像复制文件。',
  ],
  ENTRYPOINT: [
    'The program that the container starts. In exec form it gets the signals itself.',
    '容器启动的程序。exec 形式下它自己接收信号。',
  ],
  ENV: [
    'Sets variables for the following steps and for the running container.',
    '为之后的步骤和运行中的容器设置变量。',
  ],
  EXPOSE: [
    'Documents the ports that the program listens on. It publishes nothing.',
    '注明程序监听的端口，并不会发布它们。',
  ],
  FROM: [
    'Begins a stage from an image, from an earlier stage, or from nothing (`scratch`).',
    '以镜像、前面的阶段或空白（`scratch`）为基础开启一个阶段。',
  ],
  HEALTHCHECK: [
    'How Docker asks the container whether it is well. Kubernetes ignores it.',
    'Docker 检查容器是否健康的方式。Kubernetes 不理会它。',
  ],
  LABEL: ['Adds metadata to the image.', '给镜像添加元数据。'],
  MAINTAINER: [
    'Deprecated: use `LABEL org.opencontainers.image.authors`.',
    '已弃用：请用 `LABEL org.opencontainers.image.authors`。',
  ],
  ONBUILD: ['Keeps an instruction for the build that starts from this image.', '把一条指令留给以本镜像为基础的构建。'],
  RUN: ['Runs commands in a new layer.', '在新的一层里运行命令。'],
  SHELL: [
    'The shell for the shell form of RUN, CMD and ENTRYPOINT that follow.',
    '之后 RUN、CMD 和 ENTRYPOINT 的 shell 形式所用的 shell。',
  ],
  STOPSIGNAL: ['The signal that stops the container; SIGTERM without it.', '停止容器的信号；不写则是 SIGTERM。'],
  USER: [
    'Who the following steps and the container run as. A number works with runAsNonRoot.',
    '之后的步骤和容器以谁的身份运行。数字可与 runAsNonRoot 配合。',
  ],
  VOLUME: ['Marks a folder whose content lives outside of the image.', '标记内容位于镜像之外的目录。'],
  WORKDIR: [
    'The folder for the following steps and the container; it is made if missing.',
    '之后的步骤和容器所在的目录；不存在时会创建。',
  ],
};

const FLAGS: Readonly<Record<string, Text>> = {
  platform: ['The platform of the image to start from.', '作为基础的镜像的平台。'],
  from: ['The stage, image or named context to copy from.', '复制来源：阶段、镜像或命名上下文。'],
  chown: ['Owner of the copied files: `user:group`, best as numbers.', '复制后文件的属主：`用户:组`，最好用数字。'],
  chmod: ['Mode of the copied files, such as `755`.', '复制后文件的权限，例如 `755`。'],
  link: ['Puts the files into a layer that does not depend on those below.', '把文件放进不依赖下层的独立层。'],
  parents: ['Keeps the folders that the sources lie in.', '保留来源所在的目录结构。'],
  exclude: ['Leaves out what matches the pattern.', '排除与模式匹配的文件。'],
  checksum: ['`sha256:…` of the download; the build stops if it differs.', '下载内容的 `sha256:…`；不一致时构建停止。'],
  'keep-git-dir': ['Keeps `.git` of a cloned repository.', '保留克隆仓库的 `.git`。'],
  unpack: ['Whether archives are unpacked.', '是否解包归档。'],
  mount: [
    'Shows a cache, a secret, a stage or the context to this command only.',
    '只让这条命令看到缓存、机密、其他阶段或上下文。',
  ],
  network: [
    'The network of this command: `default`, `none` or `host`.',
    '这条命令的网络：`default`、`none` 或 `host`。',
  ],
  security: ['`insecure` runs it privileged, if the builder allows it.', '`insecure` 表示以特权运行，需构建器允许。'],
  device: ['A CDI device for this command.', '供这条命令使用的 CDI 设备。'],
  interval: ['Time between checks; 30 s without it.', '两次检查的间隔，默认 30 s。'],
  timeout: ['How long a check may take; 30 s without it.', '一次检查最多多久，默认 30 s。'],
  'start-period': ['How long failures do not count after the start.', '启动后多久之内的失败不计。'],
  'start-interval': [
    'Time between checks during the start period; 5 s without it.',
    '启动期内两次检查的间隔，默认 5 s。',
  ],
  retries: ['Failures in a row until the container is unhealthy; 3 without it.', '连续失败多少次算不健康，默认 3。'],
};

const MOUNTS: Readonly<Record<string, Text>> = {
  bind: ['Files of the context, a stage or an image, for reading.', '只读地挂载上下文、阶段或镜像里的文件。'],
  cache: ['A folder that stays between builds and is not in the image.', '在构建之间保留、不进入镜像的目录。'],
  tmpfs: ['A folder in memory.', '内存中的目录。'],
  secret: ['A secret as a file or a variable; nothing of it stays.', '以文件或变量提供的机密，不留痕迹。'],
  ssh: ["The builder's SSH agent.", '构建者的 SSH agent。'],
};

const UI = {
  reference: ['Reference', '参考'],
  values: ['Value', '值'],
  setAt: ['set in line {line}', '在第 {line} 行设置'],
  globalAt: ['default from line {line}', '默认值来自第 {line} 行'],
  platformArg: [
    'Set by BuildKit from the platforms of the build; a stage sees it after `ARG {name}`.',
    '由 BuildKit 根据构建平台设置；阶段里写了 `ARG {name}` 才看得到。',
  ],
  baseSets: ['Set by the base image.', '由基础镜像设置。'],
  buildArg: ['No default: `--build-arg {name}=…` gives it a value.', '没有默认值：由 `--build-arg {name}=…` 给出。'],
  onlyBuild: ['Its value is known only to the build.', '它的值只有构建时才知道。'],
  stage: ['Stage {index}', '阶段 {index}'],
  basedOn: ['starts from {base}', '以 {base} 为基础'],
  nothing: [
    'The empty image: no shell, no C library, no users, no certificates, no time zones.',
    '空镜像：没有 shell、C 库、用户、证书和时区数据。',
  ],
  distribution: ['Distribution', '发行版'],
  supported: ['security updates until {date}', '安全更新到 {date}'],
  ended: ['no security updates since {date}', '自 {date} 起没有安全更新'],
  goSupported: ['supported', '仍受支持'],
  goEnded: ['unsupported since {date}', '自 {date} 起不受支持'],
  libc: ['C library', 'C 库'],
  none: ['none', '无'],
  shell: ['Shell', 'shell'],
  yes: ['yes', '有'],
  user: ['Default user', '默认用户'],
  certificates: ['Root certificates', '根证书'],
  zones: ['Time zones', '时区数据'],
  unknownImage: ['Gantry knows nothing of this image.', 'Gantry 不了解这个镜像。'],
  stageItem: ['stage', '阶段'],
  badName: [
    'A name of a stage begins with a letter and goes on with letters, digits, `_`, `.` and `-`.',
    '阶段名以字母开头，后面是字母、数字、`_`、`.` 和 `-`。',
  ],
  badVariable: [
    'A name of a variable has letters, digits and `_`, and does not begin with a digit.',
    '变量名由字母、数字和 `_` 组成，不以数字开头。',
  ],
  unnamed: ['The stage has no name to change.', '这个阶段没有可改的名字。'],
  notHere: [
    'There is nothing to rename here: only stages and variables of this file can be.',
    '这里没有可重命名的内容：只能重命名本文件里的阶段和变量。',
  ],
} satisfies Readonly<Record<string, Text>>;

export type UiText = keyof typeof UI;

export function ui(id: UiText, locale: Locale, args: Readonly<Record<string, string | number>> = {}): string {
  return pick(UI[id], locale).replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}

export function instructionText(keyword: string, locale: Locale): string | undefined {
  const text = INSTRUCTIONS[keyword];
  return text && pick(text, locale);
}

export function flagText(name: string, locale: Locale): string | undefined {
  const text = FLAGS[name];
  return text && pick(text, locale);
}

export function mountText(type: string, locale: Locale): string | undefined {
  const text = MOUNTS[type];
  return text && pick(text, locale);
}

function pick([en, zh]: Text, locale: Locale): string {
  return locale === 'zh-cn' ? zh : en;
}
