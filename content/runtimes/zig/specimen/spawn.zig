//! The smallest Zig program that starts another and waits for it:
//! spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] [group]
const std = @import("std");
const posix = std.posix;

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len < 2) refuse("usage: {s}", "spawn PROGRAM [WORD]...");
    var options: std.process.SpawnOptions = .{ .argv = args[1..2] };
    var environment: std.process.Environ.Map = .init(init.gpa);
    defer environment.deinit();
    for (args[2..]) |word| {
        const key, const value = std.mem.cutScalar(u8, word, '=') orelse .{ word, "" };
        if (is(key, "cwd")) {
            options.cwd = .{ .path = value };
        } else if (is(key, "path")) {
            try environment.put("PATH", value);
            options.environ_map = &environment;
        } else if (is(key, "uid")) {
            options.uid = try std.fmt.parseInt(posix.uid_t, value, 10);
            options.gid = options.uid;
        } else if (is(key, "ignore")) {
            set(numberOf(value), posix.SIG.IGN);
        } else if (is(key, "default")) {
            set(numberOf(value), posix.SIG.DFL);
        } else if (is(key, "handle")) {
            set(numberOf(value), nothing);
        } else if (is(key, "block")) {
            var mask = posix.sigemptyset();
            posix.sigaddset(&mask, numberOf(value));
            posix.sigprocmask(posix.SIG.BLOCK, &mask, null);
        } else if (is(key, "open")) {
            _ = try std.Io.Dir.openFileAbsolute(init.io, "/dev/zero", .{});
        } else if (is(key, "group")) {
            options.pgid = 0;
        } else refuse("no such word: {s}", word);
    }
    var child = std.process.spawn(init.io, options) catch std.process.exit(1);
    switch (try child.wait(init.io)) {
        .exited => |status| std.process.exit(status),
        else => std.process.exit(1),
    }
}

fn is(key: []const u8, name: []const u8) bool {
    return std.mem.eql(u8, key, name);
}

fn set(number: posix.SIG, handler: ?posix.Sigaction.handler_fn) void {
    posix.sigaction(number, &.{ .handler = .{ .handler = handler }, .mask = posix.sigemptyset(), .flags = 0 }, null);
}

fn nothing(_: posix.SIG) callconv(.c) void {}

fn numberOf(name: []const u8) posix.SIG {
    return std.meta.stringToEnum(posix.SIG, name) orelse refuse("no such signal: {s}", name);
}

fn refuse(comptime format: []const u8, what: []const u8) noreturn {
    std.debug.print(format ++ "\n", .{what});
    std.process.exit(2);
}
