/**
 * The names that seats get: a word of each list, in this order in every language (protocol/room.ts, NAME_WORDS). Harmless alone and
 * together, short, and easy to say across a room.
 */
export interface SeatNames {
  first: readonly string[]
  second: readonly string[]
  name: (first: string, second: string) => string
}

export const seatNames: SeatNames = {
  first:
    'Amber Brave Bright Brisk Calm Cheerful Clear Clever Cosy Crisp Curious Dapper Daring Eager Early Easy Fair Fancy Fleet Fresh Friendly Gentle Glad Golden Grand Green Happy Hearty Honest Jolly Keen Kind Lively Lucky Mellow Merry Mild Misty Modest Neat Nimble Noble Orange Patient Plucky Polite Proud Quick Quiet Rapid Ready Rosy Royal Silver Sleepy Smart Snowy Soft Sunny Swift Tidy Velvet Warm Witty'.split(
      ' ',
    ),
  second:
    'Badger Bear Beaver Bee Bison Camel Cat Crane Cricket Deer Dolphin Dove Duck Eagle Falcon Finch Firefly Fox Frog Gecko Giraffe Goat Goose Hare Hawk Hedgehog Heron Horse Kingfisher Koala Lark Leopard Lion Lizard Llama Lynx Mole Moose Mouse Newt Octopus Otter Owl Panda Parrot Penguin Pony Puffin Rabbit Raccoon Raven Robin Seal Sparrow Squirrel Stork Swallow Swan Tiger Toad Turtle Whale Wolf Zebra'.split(
      ' ',
    ),
  name: (first, second) => `${first} ${second}`,
}
