#!/usr/bin/env escript
%% The smallest Erlang program that starts another and waits for it:
%% spawn PROGRAM [cwd=DIR] [path=DIRS] [ignore=NAME] [default=NAME] [handle=NAME] [open]
-mode(compile).

main([Program | Words]) ->
    Options = lists:flatmap(fun word/1, Words),
    try open_port({spawn_executable, Program}, [exit_status, {args, []} | Options]) of
        Port -> wait(Port)
    catch
        error:_ -> halt(1)
    end;
main([]) ->
    refuse("usage: spawn PROGRAM [WORD]...").

%% What the program prints comes through the port.
wait(Port) ->
    receive
        {Port, {data, Printed}} -> io:put_chars(Printed), wait(Port);
        {Port, {exit_status, Status}} -> halt(Status)
    end.

word("cwd=" ++ Directory) -> [{cd, Directory}];
word("path=" ++ Directories) -> [{env, [{"PATH", Directories}]}];
word("ignore=" ++ Name) -> signal(Name, ignore);
word("default=" ++ Name) -> signal(Name, default);
word("handle=" ++ Name) -> signal(Name, handle);
word("open") -> {ok, _} = file:open("/dev/zero", [read]), [];
word(Word) -> refuse("no such word: " ++ Word).

signal(Name, What) ->
    try os:set_signal(list_to_atom("sig" ++ string:lowercase(Name)), What) of
        ok -> []
    catch
        error:badarg -> refuse("Erlang cannot set SIG" ++ Name)
    end.

refuse(Why) ->
    io:put_chars(standard_error, Why ++ "\n"),
    halt(2).
