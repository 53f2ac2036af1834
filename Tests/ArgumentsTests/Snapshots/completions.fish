# fish completion for usageledger

function __usageledger_path
    set -l path ''
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip -eq 1
            set skip 0
            continue
        end
        if contains -- $word --db --zone
            set skip 1
            continue
        end
        switch "$path:$word"
            case ':import'
                set path 'import'
            case ':summary'
                set path 'summary'
            case ':explain'
                set path 'explain'
            case ':report'
                set path 'report'
            case ':prices'
                set path 'prices'
            case 'prices:list'
                set path 'prices list'
            case 'prices:show'
                set path 'prices show'
            case ':help'
                set path 'help'
            case ':completions'
                set path 'completions'
        end
    end
    echo "$path"
end

function __usageledger_at
    set -l path (__usageledger_path)
    test "$path" = "$argv[1]"
end

complete -c usageledger -f
complete -c usageledger -n '__usageledger_at ""' -a 'import' -d 'Record the calls of files'
complete -c usageledger -n '__usageledger_at ""' -a 'summary' -d 'Totals of a period'
complete -c usageledger -n '__usageledger_at ""' -a 'explain' -d 'Why a call cost what it cost'
complete -c usageledger -n '__usageledger_at ""' -a 'report' -d 'Write the report of a period as PDF, PNG, CSV and JSON'
complete -c usageledger -n '__usageledger_at ""' -a 'prices' -d 'The price catalogue'
complete -c usageledger -n '__usageledger_at ""' -a 'help' -d 'Show the help of a command'
complete -c usageledger -n '__usageledger_at ""' -a 'completions' -d 'Print a completion script for bash, zsh or fish'
complete -c usageledger -n '__usageledger_at ""' -l version -d 'Show the version'
complete -c usageledger -n '__usageledger_at ""' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at ""' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at ""' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "import"' -F
complete -c usageledger -n '__usageledger_at "import"' -l verbose -s v -d 'Name every record'
complete -c usageledger -n '__usageledger_at "import"' -l json -d 'Print JSON'
complete -c usageledger -n '__usageledger_at "import"' -l limit -s n -x -d 'Stop after so many records'
complete -c usageledger -n '__usageledger_at "import"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "import"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "import"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "summary"' -l from -x -d 'The first day'
complete -c usageledger -n '__usageledger_at "summary"' -l to -x -d 'The last day'
complete -c usageledger -n '__usageledger_at "summary"' -l json -d 'Print JSON'
complete -c usageledger -n '__usageledger_at "summary"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "summary"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "summary"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "explain"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "explain"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "explain"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "report"' -l month -s m -x -d 'The month, as in 2026-10'
complete -c usageledger -n '__usageledger_at "report"' -l out -s o -x -a '(__fish_complete_directories)' -d 'Where to write'
complete -c usageledger -n '__usageledger_at "report"' -l format -x -a 'pdf png csv' -d 'What to write'
complete -c usageledger -n '__usageledger_at "report"' -l tag -s t -x -d 'Only calls with this tag'
complete -c usageledger -n '__usageledger_at "report"' -l quiet -s q -d 'Say nothing'
complete -c usageledger -n '__usageledger_at "report"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "report"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "report"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "prices"' -a 'list' -d 'All prices: [current] ones first'
complete -c usageledger -n '__usageledger_at "prices"' -a 'show' -d 'One model'\''s prices'
complete -c usageledger -n '__usageledger_at "prices"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "prices"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "prices"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "prices list"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "prices list"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "prices list"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "prices show"' -l as-of -x -d 'The day'
complete -c usageledger -n '__usageledger_at "prices show"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "prices show"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "prices show"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "help"' -a 'import summary explain report prices help completions'
complete -c usageledger -n '__usageledger_at "help"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "help"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "help"' -l help -s h -d 'Show this help'
complete -c usageledger -n '__usageledger_at "completions"' -a 'bash zsh fish'
complete -c usageledger -n '__usageledger_at "completions"' -l db -r -F -d 'The ledger'\''s file'
complete -c usageledger -n '__usageledger_at "completions"' -l zone -x -d 'The time zone of days and months'
complete -c usageledger -n '__usageledger_at "completions"' -l help -s h -d 'Show this help'
