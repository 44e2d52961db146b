using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Planning;

/// <summary>Finds people as somebody at a counter asks for them: by number, or by a part of the name or of the 旧姓.</summary>
public static class SearchWorkers
{
    /// <summary>Everybody who fits, by number.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="query">A number as anybody writes it, a part of a name or of a 旧姓, or a 旧姓 with the given name after it; spaces, width
    /// and kana do not matter.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<WorkerDesire>> RunAsync(Workspace workspace, string query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        if (EmployeeNumbers.TryRead(query, workspace.Numbers.Common, out var id, out _) && desired.Facts.Roster.Find(id) is { } known)
            return [desired.Of(known)];
        var part = Folding.Key(query);
        return part.Length == 0 ? [] : [.. desired.Workers.Where(w => Fits(w.Worker, part))];
    }

    /// <summary>Those of them whose whole name a text is, with the 旧姓 too; width, spaces and kana do not matter.</summary>
    /// <param name="found">Whom the text fits.</param>
    /// <param name="query">The text.</param>
    public static IReadOnlyList<WorkerDesire> Called(IReadOnlyList<WorkerDesire> found, string query)
    {
        ArgumentNullException.ThrowIfNull(found);
        var name = Folding.Key(query);
        return [.. found.Where(w => IsName(w.Worker, name))];
    }

    private static bool IsName(Worker worker, string name)
    {
        if (Folding.Key(worker.DisplayName).Equals(name, StringComparison.OrdinalIgnoreCase))
            return true;
        // Of a 旧姓 the whole name is known where blanks part the given name from the other.
        return worker.FormerName is { } former
            && worker.DisplayName.Trim() is var shown
            && shown.AsSpan().LastIndexOfAny(' ', '\u3000') is > 0 and var blank
            && Folding.Key(former + shown[blank..]).Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Fits(Worker worker, string part)
    {
        var name = Folding.Key(worker.DisplayName);
        if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
            return true;
        if (worker.FormerName is not { } known || Folding.Key(known) is not { Length: > 0 } former)
            return false;
        return former.Contains(part, StringComparison.OrdinalIgnoreCase)
            || part.StartsWith(former, StringComparison.OrdinalIgnoreCase)
                && name.EndsWith(part[former.Length..], StringComparison.OrdinalIgnoreCase);
    }
}
