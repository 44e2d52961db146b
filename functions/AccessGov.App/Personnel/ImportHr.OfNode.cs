using AccessGov.App.Personnel.Reading;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <content>What comes in a package instead of a file.</content>
public static partial class ImportHr
{
    /// <summary>What another node of the same municipality tells of a source, read already: judged as a file of the source is.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The node, as a program.</param>
    /// <param name="extract">What it tells.</param>
    /// <param name="checkOnly">Writes nothing.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static Task<ImportResult> OfNodeAsync(
        Workspace workspace,
        Actor.Application actor,
        SourceExtract extract,
        bool checkOnly,
        CancellationToken ct
    ) =>
        workspace.Policy.Sources.All(s => s.Id != extract.Source)
            ? Task.FromResult<ImportResult>(NoSuchSource(workspace, extract.Source))
            : TakeAsync(
                workspace,
                actor,
                extract.Source,
                new ExtractRead.Read(extract, [], [], []),
                extract.ContentHash,
                null,
                checkOnly,
                ct
            );
}
