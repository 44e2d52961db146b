namespace AccessGov.Core.Policy;

/// <summary>A model of security keys that may be enrolled.</summary>
/// <param name="Aaguid">The model's number.</param>
/// <param name="Name">Its name on screens.</param>
public sealed record AllowedKeyModel(Guid Aaguid, string Name);
