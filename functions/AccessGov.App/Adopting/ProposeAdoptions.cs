using AccessGov.App.Directory;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Adopting;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Adopting;

/// <summary>Looks which accounts without a number may be which workers'. Decides nothing and changes nothing.</summary>
public static class ProposeAdoptions
{
    /// <summary>Reads and looks.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="progress">Told of each page that was read; null for nobody.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<ProposeResult> RunAsync(Workspace workspace, IProgress<CaptureProgress>? progress, CancellationToken ct)
    {
        var (desired, snapshot, not) = await ReadAsync(workspace, progress, ct);
        return snapshot is null ? not! : new ProposeResult.Found(Candidates.Find(desired, snapshot, Fold));
    }

    /// <summary>Everybody and everything, or why not.</summary>
    internal static async Task<(DesiredState Desired, DirectorySnapshot? Snapshot, ProposeResult.NotFound? Not)> ReadAsync(
        Workspace workspace,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    )
    {
        var question = new MakePlan.Question(workspace.Today, null, new HashSet<SourceId>());
        var (desired, read) = await DesiredAndActual.ReadAsync(workspace, question, progress, ct);
        if (desired.Facts.Roster.Workers.Count == 0)
            return (desired, null, new("no-personnel-facts", "No source has delivered personnel facts yet: accessgov hr import."));
        if (read is DirectoryRead.Complete complete)
            return (desired, complete.Snapshot, null);
        var cause = read is DirectoryRead.Incomplete(var failure, var what) ? $" Cause: {failure.Code}: {what}" : "";
        return (desired, null, new("directory-incomplete", "The directory could not be read completely: try again later." + cause));
    }

    private static string Fold(string text) => Folding.Key(text).ToUpperInvariant();
}
