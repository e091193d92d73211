# The smallest fish script that starts a program and waits for it: spawn PROGRAM [handle=NAME]
for word in $argv[2..]
    switch $word
        case 'handle=*'
            set name (string replace handle= '' $word)
            trap : $name
            functions -q __trap_handler_$name
            or exit 2
        case '*'
            echo "no such word: $word" >&2
            exit 2
    end
end
$argv[1]
exit $status
