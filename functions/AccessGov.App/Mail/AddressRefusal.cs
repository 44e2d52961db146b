namespace AccessGov.App.Mail;

/// <summary>One address was refused.</summary>
/// <param name="Code">Stable code, without the address and without the server's own words, which may quote it.</param>
public sealed record AddressRefusal(string Code);
