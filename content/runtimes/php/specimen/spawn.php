<?php
// The smallest PHP program that starts another and waits for it:
// spawn PROGRAM [cwd=DIR] [path=DIRS] [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open]
$words = array_slice($argv, 1);
$program = array_shift($words) ?? refuse('usage: spawn PROGRAM [WORD]...');
$directory = $environment = null;
foreach ($words as $word) {
    [$key, $value] = explode('=', $word, 2) + [1 => ''];
    switch ($key) {
        case 'cwd': $directory = $value; break;
        case 'path': $environment = ['PATH' => $value]; break;
        case 'ignore': pcntl_signal(constant("SIG$value"), SIG_IGN); break;
        case 'default': pcntl_signal(constant("SIG$value"), SIG_DFL); break;
        case 'handle': pcntl_signal(constant("SIG$value"), function () {}); break;
        case 'block': pcntl_sigprocmask(SIG_BLOCK, [constant("SIG$value")]); break;
        case 'open': $zero = fopen('/dev/zero', 'r'); break;
        default: refuse("no such word: $word");
    }
}
// A list of words starts the program itself; a string would go to sh -c, and so it does for system() and exec().
$child = proc_open([$program], [], $pipes, $directory, $environment);
exit($child ? proc_close($child) : 1);

function refuse(string $why): never
{
    fwrite(STDERR, "$why\n");
    exit(2);
}
