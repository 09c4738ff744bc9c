using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Host;

/// <summary>Endpoints that take files larger than any form.</summary>
internal static class FileUpload
{
    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequestSizeLimitAttribute(Limits.ReceivedFileBytes))
        .WithFormOptions(
            bufferBody: null, valueCountLimit: Limits.FormFields, keyLengthLimit: null, valueLengthLimit: Limits.ReceivedFileBytes, multipartBodyLengthLimit: Limits.ReceivedFileBytes);

    /// <summary>The bytes of a body, read no further than one byte past <paramref name="most"/>: whoever takes them says that they are too many.</summary>
    public static async Task<byte[]> ReadAsync(Stream body, int most, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var part = new byte[81920];
        int read;
        while (bytes.Length <= most && (read = await body.ReadAsync(part, cancellation)) > 0)
            bytes.Write(part, 0, read);
        return bytes.ToArray();
    }
}
