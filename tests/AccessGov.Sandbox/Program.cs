using System.CommandLine;
using System.Text.Json;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Verbs;

var root = new RootCommand("A pretend city to try AccessGov on and to test it against.")
{
    CityVerb.Command(),
    TenantVerb.Command(),
    DemoVerb.Command(),
    CliVerb.Command(),
    AtVerb.Command(),
    CheckRecordingVerb.Command(),
};

// Whoever stops the demo waits until its city is kept.
var configuration = new InvocationConfiguration
{
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    EnableDefaultExceptionHandler = false,
};
try
{
    return await root.Parse(args).InvokeAsync(configuration);
}
// A full disk, a folder that may not be written, a file that is no state is nobody's bug: what it is, and no stack.
catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
{
    try
    {
        await Console.Error.WriteLineAsync($"AccessGov.Sandbox: {e.Message}");
    }
    // There is nobody to tell.
    catch (IOException) { }
    return ExitCodes.TryAgain;
}
