#!/bin/busybox sh
# The first process of the virtual machine of scripts/vm/main.mjs.
export PATH=/bin
busybox mkdir -p /proc /sys /dev /tmp /root2
# bwrap needs a root that can be pivoted away from; the initial one cannot.
if [ ! -e /switched ]; then
	busybox mount -t tmpfs -o mode=755,size=700m tmpfs /root2
	for name in bin lib lib64 usr etc srv init; do
		[ -e /$name ] && busybox cp -a /$name /root2/
	done
	busybox mkdir -p /root2/proc /root2/sys /root2/dev /root2/tmp
	busybox touch /root2/switched
	exec busybox switch_root /root2 /init
fi
busybox mount -t proc proc /proc
busybox mount -t sysfs sysfs /sys
busybox mount -t devtmpfs devtmpfs /dev
busybox mount -t cgroup2 cgroup2 /sys/fs/cgroup
busybox chmod 1777 /tmp
busybox ifconfig lo 127.0.0.1 up

GROUP=/sys/fs/cgroup/service
as_user() {
	# What systemd does for Delegate=: the group and its own files, not the limits set on it.
	echo "+memory +pids +cpu" >/sys/fs/cgroup/cgroup.subtree_control
	busybox mkdir -p $GROUP
	busybox chown 1001 $GROUP $GROUP/cgroup.procs $GROUP/cgroup.subtree_control $GROUP/cgroup.threads
	(
		[ "$1" = full ] && echo 0 >$GROUP/cgroup.procs
		cd /srv && exec /usr/bin/setpriv --reuid=1001 --regid=1001 --clear-groups /usr/bin/node guest.js "$@"
	)
}
knob() {
	busybox sysctl -q -w "$1" || echo "not ok - sysctl $1"
}

echo "# kernel $(busybox uname -r)"
as_user full
as_user report 3 no_cgroup
knob user.max_user_namespaces=0
as_user report 1 userns_limit
knob user.max_user_namespaces=1000
knob kernel.unprivileged_userns_clone=0
as_user report 1 userns_sysctl
knob kernel.unprivileged_userns_clone=1
knob kernel.yama.ptrace_scope=1
as_user report 3 no_cgroup
knob kernel.yama.ptrace_scope=2
as_user report 0 ptrace_yama
echo "# done"
busybox poweroff -f
