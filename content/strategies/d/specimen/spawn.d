/// The smallest D program that starts another and waits for it:
/// spawn PROGRAM [cwd=DIR] [path=DIRS] [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] [group] [session]
import core.stdc.signal : SIG_DFL, SIG_IGN, signal;
import core.stdc.stdlib : exit;
import core.sys.posix.signal;
import core.sys.posix.unistd : setpgid, setsid;
import std.algorithm : findSplit;
import std.process;
import std.stdio : File, stderr;

extern (C) void nothing(int) nothrow @nogc {}

void main(string[] args)
{
    if (args.length < 2) refuse("usage: spawn PROGRAM [WORD]...");
    string directory;
    string[string] environment;
    auto config = Config.none;
    File zero;
    foreach (word; args[2 .. $])
    {
        const pair = word.findSplit("=");
        switch (pair[0])
        {
            case "cwd": directory = pair[2]; break;
            case "path": environment["PATH"] = pair[2]; config |= Config.newEnv; break;
            case "ignore": signal(numberOf(pair[2]), SIG_IGN); break;
            case "default": signal(numberOf(pair[2]), SIG_DFL); break;
            case "handle": signal(numberOf(pair[2]), &nothing); break;
            case "block": block(numberOf(pair[2])); break;
            case "open": zero = File("/dev/zero", "r"); break;
            case "group": config.preExecFunction = () @trusted => setpgid(0, 0) == 0; break;
            case "session": config.preExecFunction = () @trusted => setsid() >= 0; break;
            default: refuse("no such word: " ~ word);
        }
    }
    try
        exit(wait(spawnProcess(args[1 .. 2], environment, config, directory)));
    catch (ProcessException error)
        exit(1);
}

int numberOf(string name)
{
    static foreach (known; ["HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "CHLD", "CONT", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "SYS"])
        if (name == known) return mixin("SIG" ~ known);
    refuse("no such signal: " ~ name);
    assert(false);
}

void block(int number)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_BLOCK, &set, null);
}

void refuse(string why)
{
    stderr.writeln(why);
    exit(2);
}
