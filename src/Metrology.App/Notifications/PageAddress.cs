namespace Metrology.App.Notifications;

/// <summary>Where people reach the pages of this server from outside, for links in mail.</summary>
/// <param name="Base">Null when the server was told no address.</param>
public sealed record PageAddress(Uri? Base)
{
    /// <summary>Address of a page, "/targets/LY-1"; null when there is none.</summary>
    public string? Of(string path) => Base is null ? null : new Uri(Base, path.TrimStart('/')).AbsoluteUri;
}
