# SPDX-License-Identifier: GPL-3.0-or-later
# How every folder is built: one target a folder, flags on one interface target, arrows checked by the build.
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)

option(MILASSIST_WERROR "Warnings are errors" OFF)
option(MILASSIST_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(MILASSIST_FUZZ "Build the libFuzzer targets (needs clang)" OFF)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(milassist_flags INTERFACE)
target_include_directories(milassist_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(milassist_flags INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_STRICT_ITERATORS
    MILASSIST_VERSION="${PROJECT_VERSION}")
# In a unity build the file-local names of one source are globals to the next: shadowing those is no mistake.
set(SHADOW $<IF:$<BOOL:${CMAKE_UNITY_BUILD}>,-Wshadow=local,-Wshadow>)
target_compile_options(milassist_flags INTERFACE
    -Wall -Wextra -Wpedantic ${SHADOW} -Wnon-virtual-dtor -Woverloaded-virtual -Wno-missing-field-initializers)
target_link_options(milassist_flags INTERFACE -Wl,--as-needed)
find_program(LLD ld.lld)
if(LLD)
    target_link_options(milassist_flags INTERFACE -fuse-ld=lld)
endif()
if(MILASSIST_WERROR)
    target_compile_options(milassist_flags INTERFACE -Werror)
endif()
if(MILASSIST_SANITIZE)
    # Qt awaits some private signals through null references; everything else of UBSan stays on.
    # GCC takes its own checks for reads of what was never written.
    target_compile_options(milassist_flags INTERFACE -fsanitize=address,undefined -fno-sanitize=null
        -fno-sanitize-recover=undefined -fno-omit-frame-pointer $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(milassist_flags INTERFACE -fsanitize=address,undefined)
endif()

if(MILASSIST_FUZZ)
    # vptr would want the type information of libraries that hide theirs (protobuf, under libphonenumber).
    target_compile_options(milassist_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=null,function,vptr
        -fno-sanitize-recover=undefined -fno-omit-frame-pointer -w)
    target_link_options(milassist_flags INTERFACE -fsanitize=address,undefined)
endif()

# Headers that nearly every source includes are read once. Only in unity builds, which hide a missing include anyhow: "dev" does neither.
if(CMAKE_UNITY_BUILD)
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "")
    add_library(milassist_precompiled OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(milassist_precompiled PRIVATE milassist_flags Qt6::Core)
    target_precompile_headers(milassist_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
endif()

function(_milassist_precompiled target)
    if(TARGET milassist_precompiled)
        target_precompile_headers(${target} REUSE_FROM milassist_precompiled)
    endif()
endfunction()

set_property(GLOBAL PROPERTY MILASSIST_LAYERS "")

# "core/store" is the target core_store; anything else (Qt6::Sql) is taken as it is.
function(_milassist_targets result)
    set(targets "")
    foreach(link IN LISTS ARGN)
        if(link MATCHES "^[a-z]+/[a-z/]+$")
            string(REPLACE "/" "_" link ${link})
        endif()
        list(APPEND targets ${link})
    endforeach()
    set(${result} ${targets} PARENT_SCOPE)
endfunction()

function(_milassist_remember folder links)
    set(folders "")
    foreach(link IN LISTS links)
        if(link MATCHES "^[a-z]+/[a-z/]+$" OR link STREQUAL "Qt6::Sql")
            list(APPEND folders ${link})
        endif()
    endforeach()
    string(REPLACE ";" "," folders "${folders}")
    set_property(GLOBAL APPEND PROPERTY MILASSIST_LAYERS "${folder}:${folders}")
endfunction()

# milassist_library(core/store SOURCES a.cpp LINKS core/base Qt6::Sql)
# A folder may include only itself and the folders in its own LINKS; the build fails otherwise.
function(milassist_library folder)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    if(folder MATCHES "^core/" AND "Qt6::Widgets" IN_LIST ARG_LINKS)
        message(FATAL_ERROR "${folder}: core knows no widgets")
    endif()
    string(REPLACE "/" "_" target ${folder})
    add_library(${target} STATIC ${ARG_SOURCES})
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTOUIC ON)
    _milassist_targets(links ${ARG_LINKS})
    target_link_libraries(${target} PUBLIC milassist_flags ${links})
    _milassist_precompiled(${target})
    _milassist_remember(${folder} "${ARG_LINKS}")
endfunction()

# milassist_program(app/desk milassist-desk SOURCES main.cpp LINKS ui/shell)
function(milassist_program folder name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    _milassist_targets(links ${ARG_LINKS})
    target_link_libraries(${name} PRIVATE milassist_flags ${links})
    _milassist_precompiled(${name})
    _milassist_remember(${folder} "${ARG_LINKS}")
endfunction()

# milassist_test(tst_callstore LINKS core/cache [GUI] [LIVE_SOUND] [TIMEOUT 60] [SOURCES more.cpp] [ENVIRONMENT A=b])
# Builds tst_callstore.cpp beside the caller. Without GUI there is no QApplication, with it the platform is offscreen.
# LIVE_SOUND: sound is sent in real time, so nothing else runs beside it.
function(milassist_test name)
    cmake_parse_arguments(ARG "GUI;LIVE_SOUND" "TIMEOUT" "SOURCES;LINKS;ENVIRONMENT" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    _milassist_targets(links ${ARG_LINKS})
    target_link_libraries(${name} PRIVATE milassist_flags ${links} Qt6::Test)
    _milassist_precompiled(${name})
    target_compile_definitions(${name} PRIVATE SOURCE_DIR="${CMAKE_SOURCE_DIR}" BINARY_DIR="${CMAKE_BINARY_DIR}")
    if(ARG_GUI)
        target_link_libraries(${name} PRIVATE Qt6::Widgets)
        list(APPEND ARG_ENVIRONMENT QT_QPA_PLATFORM=offscreen)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "${ARG_ENVIRONMENT};ASAN_OPTIONS=detect_leaks=1;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/lsan.supp"
        SKIP_REGULAR_EXPRESSION "^SKIPPED: " RUN_SERIAL ${ARG_LIVE_SOUND})
    if(ARG_LIVE_SOUND)
        set_tests_properties(${name} PROPERTIES LABELS live-sound)
    endif()
endfunction()

# milassist_fuzz(form LINKS core/http): form.cpp holds LLVMFuzzerTestOneInput, seeds/form/ its small examples.
# With the preset "fuzz" the test fuzz_form searches for new inputs that break it; in every other build it replays the seeds.
add_custom_target(fuzzers)
function(milassist_fuzz name)
    cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
    set(target fuzz_${name})
    set(seeds ${CMAKE_CURRENT_SOURCE_DIR}/seeds/${name})
    add_executable(${target} ${name}.cpp)
    set_target_properties(${target} PROPERTIES UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    _milassist_targets(links ${ARG_LINKS})
    target_link_libraries(${target} PRIVATE milassist_flags ${links} Qt6::Core)
    _milassist_precompiled(${target})
    add_dependencies(fuzzers ${target})
    if(MILASSIST_FUZZ)
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
        add_test(NAME ${target} COMMAND ${CMAKE_SOURCE_DIR}/tests/fuzz/search $<TARGET_FILE:${target}> ${seeds} ${CMAKE_BINARY_DIR}/crashes)
    else()
        target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp)
        add_test(NAME ${target} COMMAND ${target} ${seeds})
    endif()
    set_tests_properties(${target} PROPERTIES LABELS fuzz TIMEOUT 3600)
endfunction()

# Last of all: what each folder may include is written down, and every build holds the sources against it.
function(milassist_check_layers)
    get_property(layers GLOBAL PROPERTY MILASSIST_LAYERS)
    list(JOIN layers "\n" text)
    file(WRITE ${CMAKE_BINARY_DIR}/layers.txt "${text}\n")
    add_custom_target(layers ALL
        COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${CMAKE_SOURCE_DIR} -DLAYERS=${CMAKE_BINARY_DIR}/layers.txt
                -P ${CMAKE_SOURCE_DIR}/cmake/checklayers.cmake
        COMMENT "Checking that the arrows between folders point one way" VERBATIM)
endfunction()
