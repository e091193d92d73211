/** The smallest Java program that starts another and waits for it: Spawn PROGRAM */
public class Spawn {
    public static void main(String[] words) throws InterruptedException {
        try {
            System.exit(new ProcessBuilder(words[0]).inheritIO().start().waitFor());
        } catch (java.io.IOException error) {
            System.exit(1);
        }
    }
}
