/** Sysctls that every kubelet sets for a pod since Kubernetes 1.36; some need a newer kernel. */
const SAFE = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

/**
 * What a kubelet does with a sysctl of a pod: sets it, sets it if the node allows it, or never, as it belongs to the
 * whole node. https://github.com/kubernetes/kubernetes/tree/master/pkg/kubelet/sysctl
 */
export function sysctlKind(name: string): 'safe' | 'unsafe' | 'node' {
  const dotted = dottedName(name);
  if (SAFE.has(dotted)) return 'safe';
  return sysctlNamespace(dotted) === undefined ? 'node' : 'unsafe';
}

/** The namespace of the kernel that a sysctl belongs to; undefined for those of the node. */
export function sysctlNamespace(name: string): 'net' | 'ipc' | undefined {
  const dotted = dottedName(name);
  if (dotted.startsWith('net.')) return 'net';
  return /^(?:kernel\.(?:sem$|shm|msg)|fs\.mqueue\.)/.test(dotted) ? 'ipc' : undefined;
}

/** With slashes as separators, dots belong to names: `net/ipv4/conf/eth0.1/forwarding`. */
function dottedName(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  return separator === '/' ? name.replace(/[./]/g, (each) => (each === '/' ? '.' : '/')) : name;
}
