using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>What would follow if a model of keys were trusted no longer. Changes nothing.</summary>
public static class LockedOut
{
    /// <summary>Somebody with an enrolled key of the model.</summary>
    /// <param name="Worker">Who.</param>
    /// <param name="Keys">Their keys of the model.</param>
    /// <param name="Spares">Their enrolled keys of other models, which would go on opening the gate.</param>
    public sealed record Person(EmployeeId Worker, IReadOnlyList<KeySerial> Keys, IReadOnlyList<KeySerial> Spares)
    {
        /// <summary>True when nothing would open the gate any more.</summary>
        public bool IsOut => Spares.Count == 0;
    }

    /// <summary>A model of which keys are enrolled.</summary>
    /// <param name="Aaguid">Its number.</param>
    /// <param name="Name">Its name, as it was proved last.</param>
    /// <param name="Keys">How many keys.</param>
    public sealed record Model(Guid Aaguid, string Name, int Keys);

    /// <summary>Everybody with an enrolled key of a model, those who would be locked out first.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="model">The model's number.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Person>> ByAsync(Workspace workspace, Guid model, CancellationToken ct)
    {
        var keys = (await KeyRegister.AllAsync(workspace, KeyState.Enrolled, ct)).Where(k => k.Opens);
        return
        [
            .. keys.GroupBy(k => k.Holder!.Value)
                .Select(g => new Person(
                    g.Key,
                    [.. g.Where(k => k.Enrolled!.Key.Aaguid == model).Select(k => k.Serial)],
                    [.. g.Where(k => k.Enrolled!.Key.Aaguid != model).Select(k => k.Serial)]
                ))
                .Where(p => p.Keys.Count > 0)
                .OrderBy(p => p.Spares.Count > 0)
                .ThenBy(p => p.Worker),
        ];
    }

    /// <summary>Models of which keys are enrolled, by name: nobody reads a model's number.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Model>> ModelsAsync(Workspace workspace, CancellationToken ct) =>
        [
            .. (await KeyRegister.AllAsync(workspace, KeyState.Enrolled, ct))
                .GroupBy(k => k.Enrolled!.Key.Aaguid)
                .Select(g => new Model(g.Key, g.MaxBy(k => k.Since)!.Enrolled!.Key.Model, g.Count()))
                .OrderBy(m => m.Name, StringComparer.Ordinal)
                .ThenBy(m => m.Aaguid),
        ];
}
