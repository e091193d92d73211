# Completion for fish: make -C native install, or source native/completion.fish
# The program itself supplies the words, so they match the build. A word in < > says what fish completes itself.
function __spawnscope_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    # --output=FILE: the value is completed, and stands behind the option again.
    set -l option (string match -r '^--[a-z-]+=' -- $last)
    set -l value (string replace -r '^--[a-z-]+=' '' -- $last)
    for offered in ($words[1] complete $words[2..-1] "$last" 2>/dev/null)
        switch $offered
            case '<files>'
                printf '%s\n' "$option"(__fish_complete_path "$value")
            case '<folders>'
                printf '%s\n' "$option"(__fish_complete_directories "$value" '')
            case '<program>' '<arguments>'
                # What stands behind -- is a command line of its own.
                set -l begins (math (contains -i -- -- $words) + 1)
                set -l line (string join ' ' -- (string escape -- $words[$begins..-1]) "$last")
                complete -C "$line"
            case '*'
                printf '%s\n' $offered
        end
    end
end
complete -c spawnscope -f -a '(__spawnscope_complete)'
