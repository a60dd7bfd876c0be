/** The `HostConfig` of inspect, keys in the order of Docker 28.5.2; what is not modelled has its default. */
import {
  type GoStruct,
  type GoValue,
  NIL_MAP,
  NIL_POINTER,
  NIL_SLICE,
  OMITTED,
  OMITTED_POINTER,
  sliceOrNil,
} from './go-value.ts';
import type { HostConfig, MountSpec } from './model.ts';

const MASKED_PATHS = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
  '/sys/devices/virtual/powercap',
];
const READONLY_PATHS = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

export function inspectHostConfig(host: HostConfig): GoStruct {
  return {
    Binds: sliceOrNil(host.binds),
    ContainerIDFile: host.cidFile,
    LogConfig: { Type: host.logDriver, Config: sortedMap(host.logOptions ?? new Map()) },
    NetworkMode: host.networkMode,
    PortBindings: portBindings(host),
    RestartPolicy: {
      Name: host.restartPolicy.name,
      MaximumRetryCount: host.restartPolicy.maximumRetryCount,
    },
    AutoRemove: host.autoRemove,
    VolumeDriver: '',
    VolumesFrom: host.volumesFrom.length === 0 ? NIL_SLICE : [...host.volumesFrom],
    ConsoleSize: [...host.consoleSize],
    CapAdd: sliceOrNil(host.capAdd),
    CapDrop: sliceOrNil(host.capDrop),
    CgroupnsMode: host.cgroupnsMode,
    Dns: [...host.dns],
    DnsOptions: [...(host.dnsOptions ?? [])],
    DnsSearch: [...(host.dnsSearch ?? [])],
    ExtraHosts: sliceOrNil(host.extraHosts),
    GroupAdd: sliceOrNil(host.groupAdd),
    IpcMode: host.ipcMode,
    Cgroup: '',
    Links: sliceOrNil(host.links ?? null),
    OomScoreAdj: host.oomScoreAdj,
    PidMode: host.pidMode,
    ...((host.annotations?.size ?? 0) === 0 ? {} : { Annotations: host.annotations ?? new Map() }),
    Privileged: host.privileged,
    PublishAllPorts: host.publishAllPorts ?? false,
    ReadonlyRootfs: host.readonlyRootfs,
    SecurityOpt: sliceOrNil(host.securityOpt),
    ...(host.mounts === null ? {} : { Mounts: host.mounts.map(mountSpec) }),
    ...(host.tmpfs === null ? {} : { Tmpfs: host.tmpfs }),
    [OMITTED]: { Annotations: NIL_MAP, Mounts: NIL_SLICE, Tmpfs: NIL_MAP, Sysctls: NIL_MAP },
    UTSMode: host.utsMode,
    UsernsMode: host.usernsMode ?? '',
    ShmSize: host.shmSizeBytes,
    ...((host.sysctls?.size ?? 0) === 0 ? {} : { Sysctls: sortedMap(host.sysctls ?? new Map()) }),
    Runtime: 'runc',
    Init: host.init ?? OMITTED_POINTER,
    Isolation: '',
    ...resources(host),
    MaskedPaths: host.privileged ? NIL_SLICE : MASKED_PATHS,
    ReadonlyPaths: host.privileged ? NIL_SLICE : READONLY_PATHS,
  };
}

const sortedMap = (map: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

function mountSpec(spec: MountSpec): GoStruct {
  const tmpfs = {
    ...(spec.tmpfsSizeBytes === null ? {} : { SizeBytes: spec.tmpfsSizeBytes }),
    ...(spec.tmpfsMode === null ? {} : { Mode: spec.tmpfsMode }),
  };
  const volume = {
    ...(spec.noCopy ? { NoCopy: true } : {}),
    ...(spec.labels === null ? {} : { Labels: spec.labels }),
    ...(spec.driverOptions === null ? {} : { DriverConfig: { Options: spec.driverOptions } }),
  };
  return {
    Type: spec.type,
    ...(spec.source === '' ? {} : { Source: spec.source }),
    Target: spec.target,
    ...(spec.readOnly ? { ReadOnly: true } : {}),
    ...(spec.propagation == null ? {} : { BindOptions: { Propagation: spec.propagation } }),
    ...(Object.keys(volume).length === 0 ? {} : { VolumeOptions: volume }),
    ...(Object.keys(tmpfs).length === 0 ? {} : { TmpfsOptions: tmpfs }),
  };
}

function resources(host: HostConfig): GoStruct {
  return {
    CpuShares: host.cpuShares,
    Memory: host.memoryBytes,
    NanoCpus: host.nanoCpus,
    CgroupParent: host.cgroupParent ?? '',
    BlkioWeight: host.blkioWeight ?? 0,
    BlkioWeightDevice: [],
    BlkioDeviceReadBps: [],
    BlkioDeviceWriteBps: [],
    BlkioDeviceReadIOps: [],
    BlkioDeviceWriteIOps: [],
    CpuPeriod: host.cpuPeriod,
    CpuQuota: host.cpuQuota,
    CpuRealtimePeriod: 0,
    CpuRealtimeRuntime: 0,
    CpusetCpus: host.cpusetCpus,
    CpusetMems: host.cpusetMems ?? '',
    Devices: [],
    DeviceCgroupRules: NIL_SLICE,
    DeviceRequests: NIL_SLICE,
    MemoryReservation: host.memoryReservationBytes,
    MemorySwap: host.memorySwapBytes,
    MemorySwappiness: NIL_POINTER,
    OomKillDisable: NIL_POINTER,
    PidsLimit: host.pidsLimit ?? NIL_POINTER,
    Ulimits: host.ulimits.map(({ name, soft, hard }) => ({ Name: name, Hard: hard, Soft: soft })),
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
  };
}

function portBindings(host: HostConfig): GoValue {
  const map = new Map<string, GoValue[]>();
  for (const { containerPort, hostIp, hostPort } of host.portBindings) {
    map.set(containerPort, [...(map.get(containerPort) ?? []), { HostIp: hostIp, HostPort: hostPort }]);
  }
  return map;
}
