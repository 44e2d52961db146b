using System.CommandLine;
using System.Text.Json;
using AccessGov.App.Policy;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>accessgov policy</c>; <c>policy check</c> says everything that is wrong with a policy file, with line and column.
/// </summary>
internal static class PolicyCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var file = new Argument<string>("file");
        var check = new Command("check") { file };
        check.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetValue(file)!;
            var json = parsed.GetValue(options.Json);
            var texts = CliLanguage.Present;
            // What is not there has no line that could be wrong.
            var (content, exitCode) = await GivenFile.ReadAsync(texts, Complain, new FileInfo(path), GivenFile.MostOfAList, null, ct);
            if (content is null)
                return exitCode;
            switch (PolicyFile.Read(content))
            {
                case PolicyRead.Refused refused:
                    if (json)
                        await host.Out.WriteLineAsync(
                            VisibleText.InJson(JsonSerializer.Serialize(new { sound = false, refused.Errors }, CoreJson.Indented))
                        );
                    else
                        foreach (var sentence in PolicyReport.Of(GivenFile.Called(texts, path), refused))
                            await host.Error.WriteLineAsync(texts.Of(sentence));
                    return ExitCodes.Refused;
                case PolicyRead.Read { Policy: var policy }:
                    var (entitlements, rules, orgUnits) = (
                        policy.Entitlements.Count,
                        policy.BirthrightRules.Count,
                        policy.OrgChart.Units.Count
                    );
                    await host.Out.WriteLineAsync(
                        json
                            ? JsonSerializer.Serialize(
                                new
                                {
                                    sound = true,
                                    hash = policy.ContentHash,
                                    entitlements,
                                    rules,
                                    orgUnits,
                                },
                                CoreJson.Indented
                            )
                            : texts.Of("Cli.PolicyFine", entitlements, rules, orgUnits)
                    );
                    return ExitCodes.Done;
                case var other:
                    throw new InvalidOperationException(other.GetType().Name);
            }
        });
        int Complain(string text, int exitCode)
        {
            host.Error.WriteLine(text);
            return exitCode;
        }

        var policy = new Command("policy") { check };
        foreach (var command in GovernanceCommands.Policy(options, host))
            policy.Add(command);
        return policy;
    }
}
