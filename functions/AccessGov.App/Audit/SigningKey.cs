using AccessGov.App.Failures;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace AccessGov.App.Audit;

/// <summary>
/// Where the key that signs checkpoints comes from: a file beside the settings, or a Key Vault secret that is fetched once and kept in
/// memory only. A host without a disk of its own has the latter.
/// </summary>
/// <param name="file">PEM file; not looked at when there is a secret.</param>
/// <param name="secret">Address of the secret with the PEM, with or without a version; null for the file.</param>
/// <param name="credential">Who asks the vault; null: the environment's own (managed identity, Azure CLI …).</param>
/// <param name="options">How the vault is asked.</param>
public sealed class SigningKey(string file, Uri? secret, TokenCredential? credential = null, SecretClientOptions? options = null)
    : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? pem;

    /// <summary>
    /// The key, made on first use when it is a file. The vault's is never made here: it would be a key that nobody has kept.
    /// </summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The vault did not answer or refuses, or the key is missing, exposed or none.</exception>
    public async Task<CheckpointSigner> OpenAsync(CancellationToken ct) =>
        secret is null ? CheckpointSigner.OpenOrCreate(file) : CheckpointSigner.OfPem(await PemAsync(secret, ct), $"{secret}");

    /// <summary>The key if there is one: no file is made.</summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">As <see cref="OpenAsync"/>.</exception>
    public async Task<CheckpointSigner?> FindAsync(CancellationToken ct) =>
        secret is null && !File.Exists(file) ? null : await OpenAsync(ct);

    /// <summary>True when the file of former keys beside it names this one: then it was replaced, not lost.</summary>
    /// <param name="key">Id of a key that signed.</param>
    internal bool IsReplaced(KeyId key) => IsReplaced(key.Value);

    /// <summary>The same of a key of the log: its id begins as the other does.</summary>
    /// <param name="key">Id of a key that signed a note.</param>
    internal bool IsReplaced(NoteKeyId key) => IsReplaced(key.ToString());

    private bool IsReplaced(string id)
    {
        var former = file + ".former";
        try
        {
            return File.Exists(former)
                && CheckpointKeys.FromPem(File.ReadAllText(former)).Ids.Any(k => k.Value.StartsWith(id, StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Public halves of the keys that this one took the place of, in PEM; empty when there are none.</summary>
    internal string Former => File.Exists(file + ".former") ? File.ReadAllText(file + ".former") : "";

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<string> PemAsync(Uri from, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            return pem ??= await FetchAsync(from, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<string> FetchAsync(Uri from, CancellationToken ct)
    {
        var id = new KeyVaultSecretIdentifier(from);
        var vault = new SecretClient(id.VaultUri, credential ?? new DefaultAzureCredential(), options ?? new SecretClientOptions());
        try
        {
            return (await vault.GetSecretAsync(id.Name, id.Version, ct)).Value.Value;
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw Failed(new OutsideFailure.Permanent("signing-key-forbidden"), Wording.Of("Outside.vault-forbidden"));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw Failed(new OutsideFailure.Permanent("signing-key-missing"), Wording.Of("Outside.vault-missing"));
        }
        // The SDK's texts and inner exceptions are left out: nothing of a vault's answer may reach a log.
        catch (Exception e)
            when (e is RequestFailedException or AuthenticationFailedException or HttpRequestException or AggregateException)
        {
            throw Failed(new OutsideFailure.Transient("signing-key-unreachable"), Wording.Of("Outside.vault-silent"));
        }

        OutsideFailureException Failed(OutsideFailure kind, Wording why) =>
            new(kind, Wording.Of("Outside.thing-why", Wording.Of("Outside.signing-key", from), why));
    }
}
