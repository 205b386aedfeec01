using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace TshActions.Backups;

/// <summary>A bucket of S3-compatible storage.</summary>
/// <param name="prefix">Put before each object's name; empty, or a path without a slash at either end.</param>
/// <param name="secret">Signs each request and is never sent.</param>
public sealed class S3Store(
    Uri endpoint,
    string bucket,
    string prefix,
    string region,
    string keyId,
    string secret
) : IDisposable
{
    // S3 takes parts of 5 MiB to 5 GiB and at most 10,000 of them. One part at a time is held in memory.
    private const long SmallestPart = 8 << 20;
    private const long MostParts = 9_000;
    private static readonly TimeSpan AtMostForCleaning = TimeSpan.FromSeconds(5);

    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(keyId, secret),
        new AmazonS3Config
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = region,
            // The bucket's name in the path is what every compatible storage understands; Amazon wants it in the host.
            ForcePathStyle = !endpoint.Host.EndsWith(".amazonaws.com", StringComparison.Ordinal),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        }
    );

    /// <summary>
    /// Stores a stream of known size and content, part by part; each part's hash is signed and so checked by the store.
    /// The object appears only when it is whole.
    /// </summary>
    /// <returns>The object's key.</returns>
    public async Task<string> PutAsync(
        string name,
        Stream content,
        long bytes,
        string sha256,
        CancellationToken cancel
    )
    {
        var key = prefix is "" ? name : $"{prefix}/{name}";
        try
        {
            await PutAsync(new StoredObject(bucket, key), content, bytes, sha256, cancel);
            var there = await _client.GetObjectMetadataAsync(bucket, key, cancel);
            return there.ContentLength == bytes
                ? key
                : throw S3Failure.Incomplete(key, there.ContentLength, bytes);
        }
        catch (Exception error)
            when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw S3Failure.Explain(endpoint, bucket, error);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task PutAsync(
        StoredObject place,
        Stream content,
        long bytes,
        string sha256,
        CancellationToken cancel
    )
    {
        var begun = await _client.InitiateMultipartUploadAsync(place.Bucket, place.Key, cancel);
        try
        {
            var parts = new List<PartETag>();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[Math.Max(SmallestPart, (bytes + MostParts - 1) / MostParts)];
            var total = 0L;
            int length;
            while (
                (length = await content.ReadAtLeastAsync(buffer, buffer.Length, false, cancel)) > 0
            )
            {
                hash.AppendData(buffer, 0, length);
                total += length;
                var sent = await _client.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = place.Bucket,
                        Key = place.Key,
                        UploadId = begun.UploadId,
                        PartNumber = parts.Count + 1,
                        PartSize = length,
                        InputStream = new MemoryStream(buffer, 0, length),
                        UseChunkEncoding = false,
                    },
                    cancel
                );
                parts.Add(new PartETag(parts.Count + 1, sent.ETag));
            }

            if (total != bytes)
                throw S3Failure.Incomplete(place.Key, total, bytes);
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
                throw S3Failure.Changed(place.Key);
            await _client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = place.Bucket,
                    Key = place.Key,
                    UploadId = begun.UploadId,
                    PartETags = parts,
                },
                cancel
            );
        }
        catch
        {
            await AbortAsync(place, begun.UploadId);
            throw;
        }
    }

    /// <summary>Parts of an upload that never ends cost money for ever.</summary>
    private async Task AbortAsync(StoredObject place, string upload)
    {
        using var limit = new CancellationTokenSource(AtMostForCleaning);
        try
        {
            await _client.AbortMultipartUploadAsync(place.Bucket, place.Key, upload, limit.Token);
        }
        catch (Exception error)
            when (error
                    is AmazonServiceException
                        or AmazonClientException
                        or HttpRequestException
                        or OperationCanceledException
            )
        {
            // What went wrong first is what is told.
        }
    }

    private sealed record StoredObject(string Bucket, string Key);
}
