using System.Buffers.Binary;
using System.Security.Cryptography;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Backups;

/// <summary>
/// A file that only who has the passphrase can read and that shows every change. After a line "metrology-backup 2", 16 bytes of salt and 16 by which a passphrase is known come pieces: a length (4 bytes, big-endian), that many bytes of
/// AES-256-GCM and a tag of 16. The nonce is the number of the piece (11 bytes) and whether it is the last (1 byte), so that pieces cannot be exchanged and none can be cut off; what stands before the pieces
/// is authenticated with each. The key, and what the passphrase is known by, are drawn by HKDF from PBKDF2 with HMAC-SHA-256 of the passphrase.
/// </summary>
internal static class BackupCipher
{
    /// <summary>What OWASP asked for in 2023 for PBKDF2-HMAC-SHA256.</summary>
    private const int Iterations = 600_000;

    private const int SaltBytes = 16, KnownBytes = 16, KeyBytes = 32, TagBytes = 16, NonceBytes = 12, LengthBytes = 4;
    private const int PieceBytes = 1024 * 1024;

    private static ReadOnlySpan<byte> Head => "metrology-backup 2\n"u8;

    public static void Encrypt(Stream plain, Stream sealedFile, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var (key, known) = KeyOf(passphrase, salt);
        byte[] before = [.. Head, .. salt, .. known];
        sealedFile.Write(before);
        using var cipher = new AesGcm(key, TagBytes);
        var (piece, next) = (new byte[PieceBytes], new byte[PieceBytes]);
        var length = plain.ReadAtLeast(piece, PieceBytes, throwOnEndOfStream: false);
        for (var number = 0L; ; number++)
        {
            var following = length < PieceBytes ? 0 : plain.ReadAtLeast(next, PieceBytes, throwOnEndOfStream: false);
            var isLast = following == 0;
            var output = new byte[LengthBytes + length + TagBytes];
            BinaryPrimitives.WriteInt32BigEndian(output, length);
            cipher.Encrypt(Nonce(number, isLast), piece.AsSpan(0, length), output.AsSpan(LengthBytes, length), output.AsSpan(LengthBytes + length), before);
            sealedFile.Write(output);
            if (isLast)
                return;
            (piece, next, length) = (next, piece, following);
        }
    }

    /// <summary>Null when all of it was read; otherwise why not. What was written to the output until then is of no use.</summary>
    public static Refusal? Decrypt(Stream sealedFile, Stream plain, string passphrase)
    {
        var before = new byte[Head.Length + SaltBytes + KnownBytes];
        if (sealedFile.ReadAtLeast(before, before.Length, throwOnEndOfStream: false) < before.Length || !before.AsSpan(0, Head.Length).SequenceEqual(Head))
            return BackupErrors.NoBackup;
        var (key, known) = KeyOf(passphrase, before.AsSpan(Head.Length, SaltBytes).ToArray());
        if (!CryptographicOperations.FixedTimeEquals(known, before.AsSpan(Head.Length + SaltBytes)))
            return BackupErrors.WrongPassphrase;
        using var cipher = new AesGcm(key, TagBytes);
        var length = new byte[LengthBytes];
        for (var number = 0L; ; number++)
        {
            if (sealedFile.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
                return BackupErrors.CutOff;
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size is < 0 or > PieceBytes)
                return BackupErrors.Damaged;
            var piece = new byte[size + TagBytes];
            if (sealedFile.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false) < piece.Length)
                return BackupErrors.CutOff;
            if (Open(cipher, number, piece, before) is not var (text, isLast))
                return BackupErrors.Damaged;
            plain.Write(text);
            if (isLast)
                return sealedFile.ReadByte() < 0 ? null : BackupErrors.Damaged;
        }
    }

    private static (byte[] Text, bool IsLast)? Open(AesGcm cipher, long number, byte[] piece, byte[] before)
    {
        var text = new byte[piece.Length - TagBytes];
        foreach (var isLast in new[] { false, true })
        {
            try
            {
                cipher.Decrypt(Nonce(number, isLast), piece.AsSpan(0, text.Length), piece.AsSpan(text.Length), text, before);
                return (text, isLast);
            }
            catch (AuthenticationTagMismatchException)
            {
                // Not this kind of piece, or none at all.
            }
        }

        return null;
    }

    private static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(NonceBytes - 1 - sizeof(long)), number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    private static (byte[] Key, byte[] Known) KeyOf(string passphrase, byte[] salt)
    {
        var drawn = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Iterations, HashAlgorithmName.SHA256, KeyBytes);
        return (HKDF.Expand(HashAlgorithmName.SHA256, drawn, KeyBytes, "metrology-backup key"u8.ToArray()), HKDF.Expand(HashAlgorithmName.SHA256, drawn, KnownBytes, "metrology-backup passphrase"u8.ToArray()));
    }
}
