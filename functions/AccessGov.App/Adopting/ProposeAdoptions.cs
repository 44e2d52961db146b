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
        return DesiredAndActual.WhyNot(desired, read) is var (code, what)
            ? (desired, null, new(code, what))
            : (desired, ((DirectoryRead.Complete)read!).Snapshot, null);
    }

    internal static string Fold(string text) => Folding.Key(text).ToUpperInvariant();
}
