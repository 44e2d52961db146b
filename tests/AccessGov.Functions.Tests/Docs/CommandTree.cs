using System.CommandLine;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Manual;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>The commands as they are, for what is made from them.</summary>
internal static class CommandTree
{
    /// <summary>Every command but <c>accessgov</c> itself.</summary>
    public static IEnumerable<CommandNode> All() =>
        CommandList.All.SelectMany(c => CommandNode.Of(c.Make(new CliOptions(), CliHost.Console), "").All());

    /// <summary>The same, and what else each may be called.</summary>
    public static IEnumerable<CommandNode> WithAliases() =>
        new CommandNode(
            "",
            "accessgov",
            "",
            [.. CommandList.All.Select(c => CommandNode.Of(c.Make(new CliOptions(), CliHost.Console), ""))],
            [],
            []
        )
            .WithAliases()
            .All()
            .Skip(1);

    public static async Task<string> SaidAsync(params string[] words)
    {
        await using var said = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            words,
            new CliHost(said, said, TimeProvider.System),
            TestContext.Current.CancellationToken
        );
        return $"{exitCode}: {said}";
    }
}
