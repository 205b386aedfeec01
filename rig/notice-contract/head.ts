// What the services' own clients for TypeScript take. The program's requests are written below it, and the compiler judges.
import type { ApiMethods } from "@grammyjs/types";
import type { ChatPostMessageArguments, ChatUpdateArguments } from "@slack/web-api";
import type { IncomingWebhookSendArguments } from "@slack/webhook";

type Shapes = {
  sendMessage: Parameters<ApiMethods<never>["sendMessage"]>[0];
  editMessageText: Parameters<ApiMethods<never>["editMessageText"]>[0];
  "chat.postMessage": ChatPostMessageArguments;
  "chat.update": ChatUpdateArguments;
  "incoming-webhook": IncomingWebhookSendArguments;
};
