using System.CommandLine;
using AccessGov.App.Policy;
using Words = AccessGov.App.Texts.Words;

namespace AccessGov.App.Cli;

/// <summary><c>accessgov policy check</c>: says everything that is wrong with a policy file, with line and column.</summary>
internal static class PolicyCommands
{
    public static Command Make(CliHost host)
    {
        var file = new Argument<string>("file") { Description = "The policy file (YAML)." };
        var check = new Command("check", "Say everything that is wrong with a policy file, with line and column.") { file };
        check.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            switch (PolicyFile.Read(path))
            {
                case PolicyRead.Refused refused:
                    host.Error.WriteLine(PolicyReport.Render(path, refused));
                    return ExitCodes.Refused;
                case PolicyRead.Read { Policy: var policy }:
                    host.Out.WriteLine(new Words("ja").Of("Cli.PolicyFine", policy.Entitlements.Count, policy.BirthrightRules.Count, policy.OrgChart.Units.Count));
                    return ExitCodes.Done;
                case var other:
                    throw new InvalidOperationException(other.GetType().Name);
            }
        });
        return new Command("policy", "Look after the city's policy file.") { check };
    }
}
