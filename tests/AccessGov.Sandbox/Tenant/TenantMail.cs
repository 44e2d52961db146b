namespace AccessGov.Sandbox.Tenant;

/// <summary>A mail that was taken for delivery.</summary>
/// <param name="Sender">The mailbox that sent it.</param>
/// <param name="Client">The application that asked.</param>
/// <param name="To">Addresses, in the order of the request.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsSaved">Whether a copy lies among what the mailbox sent.</param>
public sealed record TenantMail(string Sender, string Client, IReadOnlyList<string> To, string Subject, string Text, bool IsSaved);
