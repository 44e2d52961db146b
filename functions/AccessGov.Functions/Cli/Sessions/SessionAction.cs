using System.CommandLine;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>What a command does within a session.</summary>
internal static class SessionAction
{
    /// <summary>
    /// Opens a session, runs the command, seals what it told. A command that supplies facts, holds somebody, asks for a plan, tries a
    /// message again or agrees to something is run by somebody whom the table of operators knows, or not at all.
    /// </summary>
    /// <param name="options">The options that every command has.</param>
    /// <param name="host">The world around.</param>
    /// <param name="run">The command itself; returns one of <see cref="ExitCodes"/>.</param>
    /// <param name="seals">False for a command that tells the record nothing.</param>
    /// <param name="asSomebody">True for a command that nobody unknown may run.</param>
    /// <param name="saysMode">True for a command whose answer begins with it: nobody is told twice that the installation observes.</param>
    public static Func<ParseResult, CancellationToken, Task<int>> Of(
        CliOptions options,
        CliHost host,
        Func<Session, ParseResult, CancellationToken, Task<int>> run,
        bool seals = true,
        bool asSomebody = false,
        bool saysMode = false
    ) =>
        async (parsed, ct) =>
        {
            var (session, exitCode) = await Session.OpenAsync(parsed, options, host, ct, saysMode);
            if (session is null)
                return exitCode;
            using (session)
            {
                if (asSomebody && session.Operator is null)
                    return session.Complain(session.UiTexts.Of("Cli.NoOperator", session.OsUser), ExitCodes.Refused);
                if (asSomebody && session.OnlyReads)
                    return session.Complain(session.UiTexts.Of("Cli.OnlyReads", session.Operator!), ExitCodes.Refused);
                var result = await run(session, parsed, ct);
                // What the command itself ended with stays said; one that was done is not as it should be where the record is not.
                return seals && await session.SealAsync(ct) is { } broken
                    ? session.Complain(broken, result == ExitCodes.Done ? ExitCodes.NotAsItShouldBe : result)
                    : result;
            }
        };
}
