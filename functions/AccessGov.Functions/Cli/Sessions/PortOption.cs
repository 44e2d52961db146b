using System.CommandLine;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary><c>--port</c>: a loopback port, 0 for a free one. What is none is refused before anything is opened.</summary>
internal static class PortOption
{
    private const int Highest = 65_535;

    /// <summary>The option.</summary>
    /// <param name="usual">The port where none is named.</param>
    public static Option<int> Of(int usual)
    {
        var port = new Option<int>("--port") { HelpName = "N", DefaultValueFactory = _ => usual };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number is >= 0 and <= Highest))
                result.AddError(CliLanguage.Present.Of("Cli.NoPort", text, Highest));
        });
        return port;
    }
}
