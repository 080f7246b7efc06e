# SPDX-License-Identifier: MIT
# Completion of wx(1) for fish.

function __wx_serves
    string match -qr -- '^--serve(=|$)' (commandline -cpo)
end

complete -c wx -f
complete -c wx -s h -l help -d 'Print the usage'
complete -c wx -s V -l version -d 'Print the version'
complete -c wx -s q -l quiet -d 'Print no notes'

complete -c wx -n 'not __wx_serves' -s j -l json -d 'Print one JSON object a line'
complete -c wx -n 'not __wx_serves' -s u -l units -x -a 'metric imperial uk standard' -d Units
complete -c wx -n 'not __wx_serves' -l wind -x -a 'ms kmh mph kn bft' -d 'Unit of the wind'
complete -c wx -n 'not __wx_serves' -s l -l lang -x -d 'Language of the description' \
    -a 'af ar az be bg ca cs da de el en es eu fa fi fr gl he hi hr hu id is it ja ko ku lt lv mk
        nl no pl pt pt-BR ro ru sk sl sq sr sv th tr uk vi zh-CN zh-TW zu'
complete -c wx -n 'not __wx_serves' -l timeout -x -d 'Limit for a place, in seconds'
complete -c wx -n 'not __wx_serves' -l key-file -r -F -d 'Read the API key from a file'
complete -c wx -n 'not __wx_serves' -l save-key -d 'Store the API key that standard input brings'
complete -c wx -n 'not __wx_serves' -l check -d 'Say what is in use and try one request'
complete -c wx -n 'not __wx_serves' -l color -x -a 'auto always never' -d 'Use colour'
complete -c wx -n 'not __wx_serves' -l plain -d 'Print on a terminal what a pipe would get'
complete -c wx -n 'not __wx_serves' -s v -l verbose -d 'Say what is asked and how long it took'

complete -c wx -l serve -d 'Run a TCP echo server'
complete -c wx -n __wx_serves -l once -d 'Echo the first piece, then end'
complete -c wx -n __wx_serves -l idle-timeout -x -d 'Close silent clients, after seconds'
