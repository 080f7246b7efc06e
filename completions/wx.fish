# SPDX-License-Identifier: MIT
# Completion of wx(1) for fish.

function __wx_serves
    string match -qr -- '^--serve(=|$)' (commandline -cpo)
end

# The words before the one that is being typed, from the program's on.
function __wx_words
    set -l words (string replace -r '^~/' "$HOME/" -- (commandline -cpo))
    while string match -qr '^\w+=' -- $words[1]
        set -e words[1]
    end
    type -q $words[1]
    and printf '%s\n' $words
end

# A word without its quotes, whether they are closed or not.
function __wx_unquote
    for quote in '' \' '"'
        string unescape -- "$argv$quote" 2>/dev/null
        and return
    end
    string trim -r -c '\\' -- "$argv"
end

# Places are what 'wx --complete' prints, given the words of the place so far.
function __wx_places
    set -l words (__wx_words)
    or return
    set -l place
    set -l operands no
    set -l skip no
    for word in $words[2..]
        if test $skip = yes
            set skip no
            set place
        else if test $operands = yes; or not string match -qr -- '^-[^0-9.]' $word
            set -a place $word
        else
            set place
            switch $word
                case --
                    set operands yes
                case --units --wind --lang --timeout --source --key-file --clock --color
                    set skip yes
                case --format --from --days --rate --max-age --max-stale
                    set skip yes
                case '--*'
                case '*'
                    string match -qr -- '^-[fjqv]*[Ful]$' $word
                    and set skip yes
            end
        end
    end
    set -l typed (commandline -ct)
    if not string match -qr -- "^[^'\"\\\\]+'[^']*\$" $typed
        $words[1] --complete $place (__wx_unquote $typed) 2>/dev/null
        return
    end
    # In "L'Aq" the quote is an apostrophe. fish, for which it opens a quote, looks for "LAq" in what is
    # offered and prefers a description that has it, so there are none. It inserts only a single
    # candidate; of several it shows a list. If all of them begin with the first, that one is enough.
    set -l candidates ($words[1] --complete $place $typed 2>/dev/null | string replace -r '\t.*' '')
    set -q candidates[1]
    and not string match -qv -- "$candidates[1]*" $candidates
    and set candidates $candidates[1]
    string join \n -- $candidates
end

# Formats are what 'wx --complete --format' prints: names and, within braces, fields.
function __wx_formats
    set -l words (__wx_words)
    or return
    set -l typed (string replace -r '^(--format=|-[fjqv]*F)' '' -- (commandline -ct))
    $words[1] --complete --format (__wx_unquote $typed) 2>/dev/null
end

complete -c wx -f
complete -c wx -n 'not __wx_serves' -k -a '(__wx_places)'
complete -c wx -s h -l help -d 'Print help'
complete -c wx -s V -l version -d 'Print the version'
complete -c wx -s q -l quiet -d 'Print no notes'

complete -c wx -n 'not __wx_serves' -s f -l forecast -d 'Print the forecast for the coming days, too'
complete -c wx -n 'not __wx_serves' -l no-forecast -d 'Print no forecast'
complete -c wx -n 'not __wx_serves' -l days -x -a '1 2 3 4 5 6' -d 'Print the forecast for this many days'
complete -c wx -n 'not __wx_serves' -l air -d 'Print the air quality, too'
complete -c wx -n 'not __wx_serves' -s j -l json -d 'Print one JSON object per line'
complete -c wx -n 'not __wx_serves' -s F -l format -x -a '(__wx_formats)' -d 'Print a line of your own'
complete -c wx -n 'not __wx_serves' -s u -l units -x -a 'metric imperial uk standard' -d 'System of units'
complete -c wx -n 'not __wx_serves' -l wind -x -a 'ms kmh mph kn bft' -d 'Unit of wind speeds'
complete -c wx -n 'not __wx_serves' -s l -l lang -x -d 'Language of descriptions' \
    -a 'af ar az be bg ca cs da de el en es eu fa fi fr gl he hi hr hu id is it ja ko ku lt lv mk
        nl no pl pt pt-BR ro ru sk sl sq sr sv th tr uk vi zh-CN zh-TW zu'
complete -c wx -n 'not __wx_serves' -l from -r -F -d 'Read places from a file'
complete -c wx -n 'not __wx_serves' -l rate -x -d 'Maximum number of requests per minute'
complete -c wx -n 'not __wx_serves' -l max-age -x -d 'Maximum age of cached answers, in seconds'
complete -c wx -n 'not __wx_serves' -l max-stale -x -d 'Maximum age if the service fails, in seconds'
complete -c wx -n 'not __wx_serves' -l offline -d 'Use only the cache, never the network'
complete -c wx -n 'not __wx_serves' -l no-wait -d 'Use the cache, and refresh it in the background'
complete -c wx -n 'not __wx_serves' -l timeout -x -d 'Time limit for each place, in seconds'
complete -c wx -n 'not __wx_serves' -l source -x -a 'auto openweathermap open-meteo' -d 'Service to ask'
complete -c wx -n 'not __wx_serves' -l key-file -r -F -d 'Read the API key from a file'
complete -c wx -n 'not __wx_serves' -l save-key -d 'Read an API key from standard input, test it and store it'
complete -c wx -n 'not __wx_serves' -l check -d 'Show which files are used; send a test request'
complete -c wx -n 'not __wx_serves' -l list -d 'List the places that a name can mean'
complete -c wx -n 'not __wx_serves' -l clock -x -a '12 24' -d '12- or 24-hour clock'
complete -c wx -n 'not __wx_serves' -l ascii -d 'Write and draw with ASCII only'
complete -c wx -n 'not __wx_serves' -l color -x -a 'auto always never' -d 'When to use colours'
complete -c wx -n 'not __wx_serves' -l plain -d 'Print the same on a terminal as in a pipe'
complete -c wx -n 'not __wx_serves' -s v -l verbose -d 'Show each request and how long it took'

complete -c wx -l serve -d 'Run a TCP echo server'
complete -c wx -n __wx_serves -l once -d "Return only each client's first piece of data"
complete -c wx -n __wx_serves -l idle-timeout -x -d 'Close connections idle for this many seconds'
