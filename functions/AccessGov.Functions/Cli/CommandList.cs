using System.CommandLine;
using AccessGov.Functions.Cli.Audits;
using AccessGov.Functions.Cli.Keys;
using AccessGov.Functions.Cli.Mails;
using AccessGov.Functions.Cli.Manual;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Cli.Transfers;

namespace AccessGov.Functions.Cli;

/// <summary>
/// Every command of <c>accessgov</c>, by its name. Whoever names one waits for that one only: all of them have some two hundred options,
/// and making them took longer than answering.
/// </summary>
internal static class CommandList
{
    /// <summary>A command by its name, and what makes it.</summary>
    /// <param name="Name">The first word of the command line.</param>
    /// <param name="Make">Makes it, with everything below.</param>
    /// <param name="IsAboutAll">True for what tells of every other command, and needs them made.</param>
    internal sealed record Entry(string Name, Func<CliOptions, CliHost, Command> Make, bool IsAboutAll = false);

    /// <summary>In the order of the help.</summary>
    internal static Entry[] All { get; } =
    [
        new("hr", HrCommands.Make),
        new("plan", PlanCommands.Plan),
        new("plans", PlanCommands.Plans),
        new("show", PlanCommands.Show),
        new("approve", ApproveCommand.Make),
        new("reject", RejectCommand.Make),
        new("apply", ApplyCommand.Make),
        new("verify", PlanCommands.Verify),
        new("status", StatusCommand.Make),
        new("workers", WorkersCommand.Make),
        new("explain", ExplainCommand.Make),
        new("withheld", ExplainCommand.MakeWithheld),
        new("adopt", AdoptCommands.Make),
        new("hold", HoldCommands.Make),
        new("restored", HoldCommands.MakeRestored),
        new("emergency", EmergencyCommands.Make),
        new("request", RequestCommands.Make),
        new("review", ReviewCommands.Make),
        new("keys", KeyCommands.Make),
        new("campaign", CampaignCommands.Make),
        new("audit", AuditCommands.Make),
        new("witness", WitnessCommands.Make),
        new("nodes", GovernanceCommands.Nodes),
        new("transfer", TransferCommands.Make),
        new("policy", PolicyCommands.Make),
        new("operators", GovernanceCommands.Operators),
        new("profiles", GovernanceCommands.Profiles),
        new("go-live", GovernanceCommands.GoLive),
        new("incidents", IncidentsCommands.Make),
        new("clock", ClockCommand.Make),
        new("mds", MdsCommands.Make),
        new("webauthn", WebAuthnCommands.Make),
        new("serve", ServeCommand.Make),
        new("doctor", DoctorCommand.Make),
        new("whoami", StatusCommand.MakeWho),
        new("init", InitCommand.Make),
        new("completion", CompletionCommand.Make, IsAboutAll: true),
        new("man", ManCommand.Make, IsAboutAll: true),
    ];

    /// <summary>The one that the first word names; null where it is an option, an alias or no command.</summary>
    /// <param name="args">The command line.</param>
    public static Entry? Named(string[] args)
    {
        if (args.Length > 0)
            foreach (var entry in All)
                if (entry.Name == args[0])
                    return entry;
        return null;
    }
}
