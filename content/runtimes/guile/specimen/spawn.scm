;; The smallest Guile program that starts another and waits for it: spawn PROGRAM [ignore=NAME] [default=NAME] [handle=NAME] [open]
(use-modules (ice-9 match))

(define zero #f)

(define (refuse word)
  (format (current-error-port) "no such word: ~a~%" word)
  (exit 2))

;; SIGPIPE is a variable of Guile, and so are the others.
(define (signal-named name word)
  (let ((found (module-variable (current-module) (string->symbol (string-append "SIG" name)))))
    (if found (variable-ref found) (refuse word))))

(define (obey word)
  (match (string-split word #\=)
    (("ignore" name) (sigaction (signal-named name word) SIG_IGN))
    (("default" name) (sigaction (signal-named name word) SIG_DFL))
    (("handle" name) (sigaction (signal-named name word) (lambda (number) #t)))
    (("open") (set! zero (open-input-file "/dev/zero")))
    (_ (refuse word))))

(match (command-line)
  ((_ program . words)
   (for-each obey words)
   (exit (or (status:exit-val (system* program)) 1))))
