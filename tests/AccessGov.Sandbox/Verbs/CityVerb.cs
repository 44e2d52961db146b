using System.CommandLine;
using System.Globalization;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;

namespace AccessGov.Sandbox.Verbs;

/// <summary><c>city</c>: writes the personnel extracts of a pretend city around 1 April, and the truth behind them.</summary>
public static class CityVerb
{
    /// <summary>The command.</summary>
    public static Command Command()
    {
        var staff = new Option<int>("--staff")
        {
            Description = $"People in service on 31 March, {CitySettings.Fewest} to {CitySettings.Most}.",
            DefaultValueFactory = _ => 900,
        };
        staff.Validators.Add(result =>
        {
            if (
                result.Tokens is [var given, ..]
                && (
                    !int.TryParse(given.Value, CultureInfo.InvariantCulture, out var people)
                    || people is < CitySettings.Fewest or > CitySettings.Most
                )
            )
                result.AddError($"--staff must be {CitySettings.Fewest} to {CitySettings.Most}.");
        });
        var seed = new Option<ulong>("--seed") { Description = "Same seed, same bytes.", DefaultValueFactory = _ => 1 };
        var faults = new Option<FaultLevel>("--faults")
        {
            Description = "How bad the extracts are: none, typical or heavy.",
            DefaultValueFactory = _ => FaultLevel.None,
        };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the files; created when missing.", Required = true };
        var command = new Command(
            "city",
            "Write personnel extracts for 3/31 and 4/1, the 内示 list, key and training facts, and the truth."
        )
        {
            staff,
            seed,
            faults,
            output,
        };
        command.SetAction(parsed =>
        {
            var city = new Sandbox.City.PretendCity(
                new CitySettings(parsed.GetValue(staff), parsed.GetValue(seed), parsed.GetValue(faults))
            );
            var root = parsed.GetRequiredValue(output).FullName;
            var injected = CityFiles.Write(city, root);
            Console.WriteLine($"{city.Settings.Staff} staff, seed {city.Settings.Seed}, {injected.Count} faults: {root}");
            return 0;
        });
        return command;
    }
}
