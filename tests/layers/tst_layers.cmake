# SPDX-License-Identifier: GPL-3.0-or-later
# The check of the folders, held against small trees that are right and wrong.
cmake_minimum_required(VERSION 3.25)

# expect("a sentence" "what the check says, empty = nothing" "folder:links" file line [file line ...])
function(expect sentence complaint layers)
    file(REMOVE_RECURSE ${GROUND})
    file(WRITE ${GROUND}/layers.txt "${layers}\n")
    while(ARGN)
        list(POP_FRONT ARGN file line)
        file(WRITE ${GROUND}/${file} "// SPDX-License-Identifier: GPL-3.0-or-later\n${line}\n")
    endwhile()
    execute_process(COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${GROUND} -DLAYERS=${GROUND}/layers.txt -P ${CHECK}
                    RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(complaint STREQUAL "" AND NOT code EQUAL 0)
        message(SEND_ERROR "${sentence}: but it was refused: ${said}")
    elseif(NOT complaint STREQUAL "" AND (code EQUAL 0 OR NOT said MATCHES "${complaint}"))
        message(SEND_ERROR "${sentence}: but the check said \"${said}\"")
    endif()
endfunction()

set(select "Statement query(db, u\"SELECT id FROM call\")")

expect("A folder includes what it links" "" "core/outbox:core/cache"
    core/outbox/outbox.cpp "#include \"core/cache/outboxstore.h\"")
expect("A folder does not include what it does not link" "core/outbox/outbox.cpp: includes core/twilio" "core/outbox:core/cache"
    core/outbox/outbox.cpp "#include \"core/twilio/page.h\"")
expect("A screen does not talk to Twilio" "ui/panels/calls: a screen never talks to Twilio" "ui/panels/calls:core/twilio")
expect("The tables speak SQL" "" "core/cache:core/store,Qt6::Sql"
    core/cache/callstore.cpp "${select}" core/cache/callstore.h "#include <QSqlDatabase>")
expect("Nobody else writes a statement" "core/outbox/outbox.cpp: SQL belongs into core/cache" "core/outbox:core/store"
    core/outbox/outbox.cpp "${select}")
expect("Nobody else sees the class of statements" "core/numbers/shop.h: SQL belongs into core/cache" "core/numbers:core/store"
    core/numbers/shop.h "#include \"core/store/statement.h\"")
expect("Nobody else sees a connection" "ui/models/rows.cpp: SQL belongs into core/cache" "ui/models:core/cache"
    ui/models/rows.cpp "auto ids = store.read([](QSqlDatabase &db) { return idsOf(db)\; })")
expect("Nobody else links the library" "core/numbers: links Qt6::Sql" "core/numbers:core/store,Qt6::Sql")
expect("Prose and HTTP are not SQL" "" "core/sandbox:core/store"
    core/sandbox/rest.cpp "const auto words = \"Select a number, update it, delete it\"\; const auto verb = \"DELETE\"\;")
