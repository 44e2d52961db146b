using System.CommandLine;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Checks;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>doctor</c>: what is missing or wrong, each with its remedy.</summary>
internal static class DoctorCommand
{
    private static readonly Dictionary<CheckState, (string Code, string Sign)> States = new()
    {
        [CheckState.Fine] = ("fine", "✓"),
        [CheckState.Wrong] = ("wrong", "✗"),
        [CheckState.Skipped] = ("skipped", "–"),
    };

    /// <summary>What somebody must edit in settings, policy or a profile: other commands end with the same code.</summary>
    private static readonly HashSet<string> OfSettings =
    [
        "settings-missing",
        "settings",
        "policy-missing",
        "opening",
        "placeholder",
        "placeholder-user",
        "log-witness",
        "key",
    ];

    public static Command Make(CliOptions options, CliHost host)
    {
        var command = new Command("doctor");
        command.SetAction(
            async (parsed, ct) =>
            {
                var path = CliOptions.PathOr(parsed.GetValue(options.Settings));
                var words = CliLanguage.Present;
                var json = parsed.GetValue(options.Json);
                var (wrong, isSettings) = (0, false);
                var told = new List<object>();
                await foreach (var check in Doctor.RunAsync(path, host.Clock, ct))
                {
                    var (code, sign) = States[check.State];
                    wrong += check.State == CheckState.Wrong ? 1 : 0;
                    isSettings |= check.State == CheckState.Wrong && OfSettings.Contains(check.Code);
                    if (json)
                        told.Add(
                            new
                            {
                                check = check.Code,
                                state = code,
                                facts = check.Facts.Select(f =>
                                    f is Wording ? f
                                    : f is TimeSpan length ? $"{(long)length.TotalSeconds}"
                                    : f?.ToString()
                                ),
                            }
                        );
                    else
                    {
                        var said = words.Of($"Check.{check.Code}.{code}", Said(check, words));
                        foreach (var line in TextWidth.Hanging($"{sign} {said}", host.KnownColumns))
                            await host.Out.WriteLineAsync(line);
                    }
                }
                await host.Out.WriteLineAsync(
                    json
                        ? System.Text.Json.JsonSerializer.Serialize(told, App.Storage.Content.CoreJson.Indented)
                        : words.Of(wrong == 0 ? "Check.AllFine" : "Check.SomeWrong", wrong)
                );
                return wrong == 0 ? ExitCodes.Done
                    : isSettings ? ExitCodes.Settings
                    : ExitCodes.NotAsItShouldBe;
            }
        );
        return command;
    }

    private static object?[] Said(CheckResult check, UiTexts words) =>
        [
            .. check.Facts.Select(f =>
                f switch
                {
                    Wording said => words.Of(said),
                    TimeSpan length => DurationText.Of(words, length),
                    _ => f,
                }
            ),
        ];
}
