using AccessGov.App.Personnel.Reading;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <content>What comes in a package instead of a file.</content>
public static partial class ImportList
{
    /// <summary>Takes over a list that another node of the same municipality tells.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The node, as a program.</param>
    /// <param name="row">Which list: <see cref="Keys"/>, <see cref="Trainings"/>, <see cref="Contracts"/>.</param>
    /// <param name="list">Its lines.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static Task OfNodeAsync<T>(Workspace workspace, Actor.Application actor, string row, List<T> list, CancellationToken ct)
        where T : class =>
        TakeAsync(workspace, actor, row, new ListRead<List<T>>.Read(list, [], []), l => l.Select(NoLine), ct, byProfile: false);

    /// <summary>The same of announced moves.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The node, as a program.</param>
    /// <param name="moves">Every move that the node knows.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static Task MovesOfNodeAsync(Workspace workspace, Actor.Application actor, Announcement moves, CancellationToken ct) =>
        TakeAsync(
            workspace,
            actor,
            AnnouncementPrefix + actor.Name,
            new ListRead<Announcement>.Read(moves, [], []),
            a => a.Moves.Select(NoLine),
            ct,
            byProfile: false
        );

    // Of what a program tells nothing is one person's word: only how many lines there are is asked.
    private static (EmployeeId Worker, DateOnly On, string Line) NoLine<T>(T line) => (new EmployeeId("0"), DateOnly.MinValue, $"{line}");
}
