-- The smallest Haskell program that starts another and waits for it:
-- spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] [group] [session]
import Control.Exception (IOException, catch)
import Control.Monad (foldM)
import System.Environment (getArgs)
import System.Exit (ExitCode (..), exitWith)
import System.IO (IOMode (ReadMode), hPutStrLn, openFile, stderr)
import System.Posix.Signals
import System.Process

main :: IO ()
main = do
  args <- getArgs
  case args of
    [] -> refuse "usage: spawn PROGRAM [WORD]..."
    program : words' -> do
      asked <- foldM word (proc program []) words'
      run asked `catch` failed
  where
    run asked = do
      (_, _, _, child) <- createProcess asked
      waitForProcess child >>= exitWith

failed :: IOException -> IO ()
failed _ = exitWith (ExitFailure 1)

word :: CreateProcess -> String -> IO CreateProcess
word asked text = case break (== '=') text of
  ("cwd", _ : directory) -> pure asked {cwd = Just directory}
  ("path", _ : directories) -> pure asked {env = Just [("PATH", directories)]}
  ("uid", _ : number) -> pure asked {child_user = Just (read number), child_group = Just (read number)}
  ("ignore", _ : name) -> set Ignore name
  ("default", _ : name) -> set Default name
  ("handle", _ : name) -> set (Catch (pure ())) name
  ("block", _ : name) -> numberOf name >>= \number -> asked <$ blockSignals (addSignal number emptySignalSet)
  ("open", _) -> asked <$ openFile "/dev/zero" ReadMode
  ("group", _) -> pure asked {create_group = True}
  ("session", _) -> pure asked {new_session = True}
  _ -> refuse ("no such word: " ++ text)
  where
    set handler name = numberOf name >>= \number -> asked <$ installHandler number handler Nothing

numberOf :: String -> IO Signal
numberOf name = maybe (refuse ("no such signal: " ++ name)) pure (lookup name known)
  where
    known =
      [ ("HUP", sigHUP), ("INT", sigINT), ("QUIT", sigQUIT), ("ILL", sigILL), ("TRAP", sigTRAP), ("ABRT", sigABRT), ("BUS", sigBUS),
        ("FPE", sigFPE), ("USR1", sigUSR1), ("SEGV", sigSEGV), ("USR2", sigUSR2), ("PIPE", sigPIPE), ("ALRM", sigALRM), ("TERM", sigTERM),
        ("CHLD", sigCHLD), ("CONT", sigCONT), ("TSTP", sigTSTP), ("TTIN", sigTTIN), ("TTOU", sigTTOU), ("URG", sigURG), ("XCPU", sigXCPU),
        ("XFSZ", sigXFSZ), ("VTALRM", sigVTALRM), ("PROF", sigPROF), ("SYS", sigSYS)
      ]

refuse :: String -> IO a
refuse why = hPutStrLn stderr why >> exitWith (ExitFailure 2)
