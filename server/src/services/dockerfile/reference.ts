import type { Locale } from '../../engine/catalogue.ts';
import type { Reference } from '../markdown.ts';
import { inLanguage, type Text } from '../strings.ts';

const REFERENCE = 'https://docs.docker.com/reference/dockerfile/';

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
    'Copies files from the build context, another stage or another image.',
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
    'Who the following steps and the container run as. Kubernetes’ runAsNonRoot needs a number.',
    '之后的步骤和容器以谁的身份运行。Kubernetes 的 runAsNonRoot 需要数字。',
  ],
  VOLUME: ['Marks a folder whose content lives outside of the image.', '标记内容位于镜像之外的目录。'],
  WORKDIR: [
    'The folder for the following steps and the container; it is made if missing.',
    '之后的步骤和容器所在的目录；不存在时会创建。',
  ],
};

/** By `flag`, or by `INSTRUCTION flag` where it means something else there. */
const FLAGS: Readonly<Record<string, Text>> = {
  platform: [
    'The platform of the image to start from; `$BUILDPLATFORM` is the one that builds.',
    '作为基础的镜像的平台；`$BUILDPLATFORM` 是执行构建的平台。',
  ],
  from: ['The stage, image or named context to copy from.', '复制来源：阶段、镜像或命名上下文。'],
  chown: ['Owner of the copied files: `user:group`, best as numbers.', '复制后文件的属主：`用户:组`，最好用数字。'],
  chmod: ['Mode of the copied files, such as `755`.', '复制后文件的权限，例如 `755`。'],
  link: [
    'Puts the files into a layer that does not depend on those below, so that it stays cached when they change.',
    '把文件放进不依赖下层的独立层，下层变化时缓存仍然有效。',
  ],
  parents: ['Keeps the folders that the sources lie in.', '保留来源所在的目录结构。'],
  exclude: ['Leaves out what matches the pattern.', '排除与模式匹配的文件。'],
  checksum: [
    '`sha256:…` of the download, or the commit of a Git repository; the build stops if it differs.',
    '下载内容的 `sha256:…`，或 Git 仓库的提交；不一致时构建停止。',
  ],
  'keep-git-dir': ['Keeps `.git` of a cloned repository.', '保留克隆仓库的 `.git`。'],
  unpack: [
    'Whether archives are unpacked; without it local ones are and downloaded ones are not.',
    '是否解包归档；不写时，本地归档会解包，下载的不会。',
  ],
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
  'start-period': [
    'How long after the start failures do not count; 0 s without it.',
    '启动后多久之内的失败不计，默认 0 s。',
  ],
  'start-interval': [
    'Time between checks during the start period; 5 s without it.',
    '启动期内两次检查的间隔，默认 5 s。',
  ],
  retries: ['Failures in a row until the container is unhealthy; 3 without it.', '连续失败多少次算不健康，默认 3。'],
};

/** Flags with a heading of their own in the reference. */
const LINKED: Readonly<Record<string, RegExp>> = {
  RUN: /^(?:mount|network|security|device)$/,
  COPY: /^(?:from|chmod|chown|link|parents|exclude)$/,
  ADD: /^(?:keep-git-dir|checksum|chmod|chown|link|unpack|exclude)$/,
};

const MOUNTS: Readonly<Record<string, Text>> = {
  bind: ['Shows files of the context, a stage or an image.', '挂载上下文、阶段或镜像里的文件。'],
  cache: ['A folder that stays between builds and is not in the image.', '在构建之间保留、不进入镜像的目录。'],
  tmpfs: ['A folder in memory.', '内存中的目录。'],
  secret: ['A secret as a file or a variable; nothing of it stays.', '以文件或变量提供的机密，不留痕迹。'],
  ssh: ['The SSH agent of whoever builds.', '执行构建者的 SSH agent。'],
};

/** By `option`, or by `type option` where it means something else there. */
const MOUNT_OPTIONS: Readonly<Record<string, Text>> = {
  type: ['What is mounted; `bind` without it.', '挂载的类型；不写则是 `bind`。'],
  target: ['Where the command sees it.', '命令看到它的位置。'],
  source: ['The path inside of the context or of `from`.', '在上下文或 `from` 里的路径。'],
  from: ['The stage or image that the files come from.', '文件来自哪个阶段或镜像。'],
  readonly: ['Nothing may be written to it.', '不可写入。'],
  readwrite: ['It may be written to; what is written is thrown away.', '可以写入；写入的内容会被丢弃。'],
  'cache readwrite': ['It may be written to, as without the option.', '可以写入，不写此项也是如此。'],
  sharing: ['What builds do that want the cache at the same time.', '多个构建同时要用这份缓存时怎么办。'],
  id: ['The name of the cache; the target without it.', '缓存的名字；不写则取 target。'],
  'secret id': ['The name under which the build was given the secret.', '构建时给出机密所用的名字。'],
  'secret source': ['The name under which the build was given the secret.', '构建时给出机密所用的名字。'],
  'ssh id': [
    'The agent or key that the build was given; `default` without it.',
    '构建时给出的 agent 或密钥；不写则是 `default`。',
  ],
  'secret target': [
    'The file that holds the secret; `/run/secrets/` and the id without it.',
    '存放机密的文件；不写则是 `/run/secrets/` 加上 id。',
  ],
  env: ['Gives the secret as this variable.', '以此变量提供机密。'],
  required: ['Stops the build if it is missing.', '缺少它时构建停止。'],
  mode: ['Its permissions, in octal.', '权限，用八进制。'],
  uid: ['The number of its owner.', '属主的编号。'],
  gid: ['The number of its group.', '属组的编号。'],
  size: ['The most that fits in.', '最多能放多少。'],
};

/** By the option or flag that they are values of. */
const VALUES: Readonly<Record<string, Text>> = {
  'sharing shared': ['All use it at once.', '大家同时使用。'],
  'sharing private': ['Each further one gets an empty cache of its own.', '后来者各得一份空的缓存。'],
  'sharing locked': ['They wait for each other; apt needs this.', '依次等待；apt 需要这样。'],
  'network default': ['The builder’s own network.', '构建器自己的网络。'],
  'network none': ['No network.', '没有网络。'],
  'network host': ['The network of the host, if the builder allows it.', '宿主机的网络，需构建器允许。'],
  'security insecure': ['Privileged, if the builder allows it.', '特权运行，需构建器允许。'],
  'security sandbox': ['As without the flag.', '与不写此选项相同。'],
  'signal SIGTERM': [
    'Asks to end; Go programs hear it with `signal.NotifyContext`.',
    '请求结束；Go 程序用 `signal.NotifyContext` 接收。',
  ],
  'signal SIGINT': ['What Ctrl+C sends.', 'Ctrl+C 发送的信号。'],
  'signal SIGQUIT': [
    'nginx ends gracefully on it; a Go program prints its goroutines and dies.',
    'nginx 收到后平滑退出；Go 程序则打印所有 goroutine 后退出。',
  ],
  'healthcheck CMD': ['The command that asks; its exit status is the answer.', '执行检查的命令；退出码就是结果。'],
  'healthcheck NONE': ['Drops the check of the base image.', '去掉基础镜像的健康检查。'],
  'from AS': ['Gives the stage a name.', '给阶段起名字。'],
};

const DIRECTIVES: Readonly<Record<string, Text>> = {
  syntax: [
    'The frontend that reads the file. `docker/dockerfile:1` is the newest stable one.',
    '读取此文件的前端。`docker/dockerfile:1` 是最新的稳定版。',
  ],
  'syntax labs': ['The frontend with features that are still tried out.', '带有试验功能的前端。'],
  escape: [
    'The character that continues a line; the backtick leaves Windows paths alone.',
    '续行字符；用反引号时不影响 Windows 路径。',
  ],
  check: [
    'Which build checks are skipped, and whether the others stop the build.',
    '跳过哪些构建检查，以及其余检查是否中断构建。',
  ],
  'check skip': ['Checks that say nothing.', '不再提示的检查。'],
  'check error': ['`true` lets a finding stop the build.', '`true` 表示发现问题时中断构建。'],
};

/** What BuildKit puts into the ARGs that it sets by itself, with an example. */
const PLATFORM: Readonly<Record<string, Text>> = {
  PLATFORM: ['the whole of it, such as `{os}/{arch}`', '完整写法，例如 `{os}/{arch}`'],
  OS: ['its operating system, such as `{os}`', '操作系统，例如 `{os}`'],
  OSVERSION: ['the version of its operating system; empty on Linux', '操作系统版本；Linux 上为空'],
  ARCH: ['its architecture, such as `{arch}`', '架构，例如 `{arch}`'],
  VARIANT: ['the variant of its architecture, such as `v7`; often empty', '架构变体，例如 `v7`；常为空'],
};
const BUILD_SIDE: Text = ['The platform that builds: {what}.', '执行构建的平台：{what}。'];
const TARGET_SIDE: Text = ['The platform that is built for: {what}.', '构建目标平台：{what}。'];
const TARGET_STAGE: Text = [
  'The stage that is built: `--target`, or `default`.',
  '要构建的阶段：`--target` 的值，或 `default`。',
];

export function instructionReference(keyword: string, locale: Locale): Reference | undefined {
  return reference(INSTRUCTIONS[keyword], anchorOf(keyword), locale);
}

export function flagReference(keyword: string, flag: string, locale: Locale): Reference | undefined {
  const anchor = LINKED[keyword]?.test(flag) ? `${anchorOf(keyword)}---${flag}` : anchorOf(keyword);
  return reference(FLAGS[flag], anchor, locale);
}

export function mountReference(type: string, locale: Locale): Reference | undefined {
  return reference(MOUNTS[type], `run---mounttype${type}`, locale);
}

export function mountOptionReference(type: string, option: string, locale: Locale): Reference | undefined {
  return reference(MOUNT_OPTIONS[`${type} ${option}`] ?? MOUNT_OPTIONS[option], `run---mounttype${type}`, locale);
}

/** `syntax`, `check skip`. */
export function directiveReference(name: string, locale: Locale): Reference | undefined {
  return reference(DIRECTIVES[name], name.split(' ')[0] ?? '', locale);
}

/** `sharing locked`, `signal SIGTERM`. */
export function valueText(value: string, locale: Locale): string | undefined {
  const text = VALUES[value];
  return text && inLanguage(text, locale);
}

/** What an ARG like TARGETARCH holds; undefined for others. */
export function platformReference(name: string, locale: Locale): Reference | undefined {
  const anchor = 'automatic-platform-args-in-the-global-scope';
  if (name === 'TARGETSTAGE') return reference(TARGET_STAGE, anchor, locale);
  const [, side, property = ''] = /^(BUILD|TARGET)(\w+)$/.exec(name) ?? [];
  const what = PLATFORM[property];
  if (side === undefined || !what) return undefined;
  const example = inLanguage(what, locale).replace('{os}', 'linux').replace('{arch}', 'amd64');
  const sentence = inLanguage(side === 'BUILD' ? BUILD_SIDE : TARGET_SIDE, locale).replace('{what}', example);
  return { text: sentence, link: `${REFERENCE}#${anchor}` };
}

/** The page of a build check: `StageNameCasing`. One has none. */
export function checkPage(check: string): string | undefined {
  if (check === 'InvalidBaseImagePlatform') return undefined;
  const words = check.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
  return `https://docs.docker.com/go/dockerfile/rule/${words}/`;
}

function reference(text: Text | undefined, anchor: string, locale: Locale): Reference | undefined {
  return text && { text: inLanguage(text, locale), link: `${REFERENCE}#${anchor}` };
}

function anchorOf(keyword: string): string {
  return keyword === 'MAINTAINER' ? 'maintainer-deprecated' : keyword.toLowerCase();
}
