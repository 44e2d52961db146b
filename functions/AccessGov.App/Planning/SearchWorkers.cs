using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Planning;

/// <summary>Finds people as somebody at a counter asks for them: by number or by a part of the name.</summary>
public static class SearchWorkers
{
    /// <summary>Everybody who fits, by number.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="query">A number as anybody writes it, or a part of a name; spaces, width and kana do not matter.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<WorkerDesire>> RunAsync(Workspace workspace, string query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        if (EmployeeNumbers.TryRead(query, workspace.Numbers.Common, out var id, out _) && desired.Facts.Roster.Find(id) is { } known)
            return [desired.Of(known)];
        var part = Folding.Key(query);
        return part.Length == 0
            ? []
            : [.. desired.Workers.Where(w => Folding.Key(w.Worker.DisplayName).Contains(part, StringComparison.OrdinalIgnoreCase))];
    }
}
