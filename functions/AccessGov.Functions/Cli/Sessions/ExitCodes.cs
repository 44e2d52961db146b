namespace AccessGov.Functions.Cli.Sessions;

/// <summary>Exit codes of the command line; scripts rely on them.</summary>
public static class ExitCodes
{
    /// <summary>Done, or nothing to do.</summary>
    public const int Done = 0;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Refused: bad input, a limit, a missing approval. Nothing was changed.</summary>
    public const int Refused = 3;

    /// <summary>What was asked for does not exist.</summary>
    public const int NotFound = 4;

    /// <summary>Something outside did not answer; trying again may help.</summary>
    public const int TryAgain = 5;

    /// <summary>
    /// Something is not as it should be: verification found a difference, the audit chain is broken, or of what was taken over a part was
    /// refused.
    /// </summary>
    public const int NotAsItShouldBe = 6;

    /// <summary>Settings are missing or wrong.</summary>
    public const int Settings = 7;

    /// <summary>Stopped by Ctrl-C or SIGTERM before it was done: 128 and the number of SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
