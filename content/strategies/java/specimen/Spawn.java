import java.io.File;
import java.io.FileInputStream;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The smallest Java program that starts another and waits for it:
 * Spawn PROGRAM [cwd=DIR] [path=DIRS] [mechanism=FORK|POSIX_SPAWN|VFORK] [ignore=NAME] [default=NAME] [handle=NAME] [open]
 *
 * It is started with -XX:-UseDynamicNumberOfCompilerThreads. Else a compiler thread may read the cgroup's files at the very moment
 * of the start: the child inherits their descriptors or not, by chance.
 */
public class Spawn {
    static FileInputStream zero;

    public static void main(String[] words) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(words[0]).inheritIO();
            for (int n = 1; n < words.length; n++) obey(words[n], builder);
            System.exit(builder.start().waitFor());
        } catch (java.io.IOException error) {
            System.exit(1);
        } catch (IllegalArgumentException error) {
            System.err.println(error.getMessage());
            System.exit(2);
        }
    }

    static void obey(String word, ProcessBuilder builder) throws java.io.IOException {
        String value = word.substring(word.indexOf('=') + 1);
        if (word.equals("open")) zero = new FileInputStream("/dev/zero");
        else if (word.startsWith("cwd=")) builder.directory(new File(value));
        else if (word.startsWith("path=")) builder.environment().put("PATH", value);
        else if (word.startsWith("mechanism=")) System.setProperty("jdk.lang.Process.launchMechanism", value);
        else if (word.startsWith("ignore=")) Signal.handle(new Signal(value), SignalHandler.SIG_IGN);
        else if (word.startsWith("default=")) Signal.handle(new Signal(value), SignalHandler.SIG_DFL);
        else if (word.startsWith("handle=")) Signal.handle(new Signal(value), signal -> {});
        else throw new IllegalArgumentException("no such word: " + word);
    }
}
