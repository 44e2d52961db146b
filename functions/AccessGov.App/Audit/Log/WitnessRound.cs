namespace AccessGov.App.Audit.Log;

/// <summary>What came of asking the witnesses once.</summary>
/// <param name="noted">The checkpoint that they were asked about.</param>
internal sealed class WitnessRound(LogStep.Noted noted)
{
    /// <summary>Who has not cosigned for so long is named.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromDays(3);

    /// <summary>The checkpoint with the cosignatures that it has by now.</summary>
    public LogStep.Noted Newest { get; set; } = noted;

    /// <summary>Witnesses that know more than we have, or something else.</summary>
    public List<LogStep.Stopped> Stops { get; } = [];

    /// <summary>Names of those that did not answer, and have not cosigned for three days.</summary>
    public List<string> Silent { get; } = [];

    /// <summary>Those that refused for another reason, with the status.</summary>
    public List<string> Refusals { get; } = [];
}
