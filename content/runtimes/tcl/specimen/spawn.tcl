# The smallest Tcl program that starts another and waits for it: spawn PROGRAM [open]
foreach word [lassign $argv program] {
    switch $word {
        open { set zero [open /dev/zero] }
        default {
            puts stderr "no such word: $word"
            exit 2
        }
    }
}
if {[catch {exec $program <@ stdin >@ stdout 2>@ stderr} message options]} {
    puts stderr $message
    exit 1
}
