using System.CommandLine;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A 職員番号 behind an option. What cannot be one is refused as every wrong value is, before anything is opened.</summary>
internal static class WorkerOption
{
    /// <summary>The option.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    public static Option<string?> Of(string name)
    {
        var option = new Option<string?>(name) { HelpName = "WORKER" };
        option.Validators.Add(result =>
        {
            // An empty one is told as every empty value is.
            if (result.Tokens is [{ Value: { Length: > 0 } text }] && !EmployeeId.TryParse(EmployeeNumbers.HalfWidth(text), out _))
                result.AddError(CliLanguage.Present.Of("Cli.NoEmployeeId", text));
        });
        return option;
    }
}
