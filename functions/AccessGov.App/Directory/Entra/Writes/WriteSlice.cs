using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory.Entra.Writes;

/// <summary>How many actions go to Graph in one go: whole batches of requests that share one look at their accounts.</summary>
internal static class WriteSlice
{
    /// <summary>Graph takes 20 members in an addition (learn.microsoft.com, group-post-members).</summary>
    public const int MembersAtOnce = 20;

    /// <summary>One batch of requests looks at so many accounts, and that many batches of changes share the look.</summary>
    private const int RequestsAtOnce = BatchEnvelope.Most * AccountQueries.MostIds;

    /// <summary>How many of some actions of one phase, from the first.</summary>
    /// <param name="phase">The actions, in order.</param>
    /// <param name="enough">From so many actions on the slice ends with its batch.</param>
    public static int Of(IReadOnlyList<PlannedAction> phase, int enough)
    {
        var requests = 0;
        (Guid Group, int Members)? addition = null;
        for (var index = 0; index < phase.Count; index++)
        {
            var add = phase[index] as PlannedAction.AddMember;
            var joins = add is not null && addition is { } open && open.Group == add.GroupId && open.Members < MembersAtOnce;
            if (!joins)
            {
                if (requests % BatchEnvelope.Most == 0 && (requests == RequestsAtOnce || index >= enough))
                    return index;
                requests++;
            }
            addition = add is null ? null : (add.GroupId, joins ? addition!.Value.Members + 1 : 1);
        }
        return phase.Count;
    }
}
