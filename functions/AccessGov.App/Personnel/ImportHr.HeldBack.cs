using AccessGov.App.Personnel.Reading;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>Whose rows a source delivered that could not be used: of them the facts know nothing, and who asks is told why.</summary>
public static partial class ImportHr
{
    // A row of the store holds so many with room to spare. Of more the import's own answer tells.
    private const int MostHeldBack = 500;

    /// <summary>The sources whose latest file has a worker of whom nothing was taken over, in the order of the policy.</summary>
    /// <param name="workspace">The tenant's stores and policy.</param>
    /// <param name="worker">Who is asked about.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<SourceState>> HoldingBackAsync(Workspace workspace, EmployeeId worker, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var holding = new List<SourceState>();
        foreach (var source in workspace.Policy.Sources)
            if (await StateAsync(workspace, source.Id, ct) is { HeldBack: { } heldBack } state && heldBack.Contains(worker))
                holding.Add(state);
        return holding;
    }

    /// <summary>That it is so, whose file it is, and what to do.</summary>
    /// <param name="workspace">The tenant's policy.</param>
    /// <param name="worker">Who is asked about.</param>
    /// <param name="by">The source.</param>
    public static Wording HeldBackWording(Workspace workspace, EmployeeId worker, SourceState by)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(by);
        return Wording.Of("Hr.held-back", worker, workspace.Policy.NameOf(by.Source), $"{by.AsOf:yyyy-MM-dd}", by.Source);
    }

    private static IReadOnlyList<EmployeeId>? HeldBackOf(ExtractRead read) =>
        read is ExtractRead.Read { HeldBack: { Count: > 0 } heldBack } ? [.. heldBack.Take(MostHeldBack).Select(h => h.Worker)] : null;
}
