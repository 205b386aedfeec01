using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using TshActions;
using TshActions.Verbs;

// A container action is process 1: without handlers of our own both signals would be ignored.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// One line, one write: the runner reads what we print from two pipes.
await using var output = new StreamWriter(OpenOutput(), new UTF8Encoding(false))
{
    AutoFlush = true,
};
var environment = Environment
    .GetEnvironmentVariables()
    .Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
var around = new Surroundings(
    environment,
    TextWriter.Synchronized(output),
    TimeProvider.System,
    Directory.GetCurrentDirectory()
)
{
    In = Terminal(),
};

return await CommandLine.InvokeAsync(args, around, stop.Token);

#pragma warning disable RS0030 // The one place that may touch the console.
static Stream OpenOutput() => Console.OpenStandardOutput();

// What a pipe or a file says was said by no person who looked. Console.In would set the terminal up anew.
static TextReader? Terminal() =>
    Console.IsInputRedirected ? null : new StreamReader(Console.OpenStandardInput());
#pragma warning restore RS0030
