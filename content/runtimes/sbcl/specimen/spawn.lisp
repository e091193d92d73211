;;; The smallest SBCL program that starts another and waits for it: spawn PROGRAM
;;; [cwd=DIR] [ignore=NAME] [default=NAME] [handle=NAME] [open]
(defvar *directory* nil)
(defvar *zero* nil)

(defun refuse (word)
  (format *error-output* "no such word: ~a~%" word)
  (exit :code 2 :abort t))

;; SIGPIPE is a constant of SB-UNIX, and so are the others.
(defun signal-named (name word)
  (let ((symbol (find-symbol (concatenate 'string "SIG" name) :sb-unix)))
    (if (and symbol (boundp symbol)) (symbol-value symbol) (refuse word))))

(defun obey (word)
  (let* ((equals (position #\= word))
         (key (subseq word 0 equals))
         (value (if equals (subseq word (1+ equals)) "")))
    (flet ((on-signal (what) (sb-sys:enable-interrupt (signal-named value word) what)))
      (cond ((string= word "open") (setf *zero* (open "/dev/zero" :element-type '(unsigned-byte 8))))
            ((string= key "cwd") (setf *directory* value))
            ((string= key "ignore") (on-signal :ignore))
            ((string= key "default") (on-signal :default))
            ((string= key "handle") (on-signal (lambda (number info context) (declare (ignore number info context)))))
            (t (refuse word))))))

(let ((program (second *posix-argv*)))
  (mapc #'obey (cddr *posix-argv*))
  (handler-case
      (exit :code (process-exit-code (run-program program nil :input t :output t :error t :directory *directory*)) :abort t)
    (simple-error () (exit :code 1 :abort t))))
